/**
 * The picture of what a member goes through, drawn from what the members of all scenarios went
 * through. Uses the simulator's journals and the machine.
 */
package io.matriarch.scenarios.diagram;
