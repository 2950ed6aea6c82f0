/**
 * What operators ask at night, and the line that answers it, taken from members of scenarios. Uses
 * the simulator's journals and the machine.
 */
package io.matriarch.scenarios.question;
