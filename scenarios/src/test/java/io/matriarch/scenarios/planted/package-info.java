/**
 * Bugs that are planted one at a time, to see that the search finds them: evidence that its
 * checkers work. Each is a text file below {@code src/test/resources/planted}.
 *
 * <p>Depends on the simulator.
 */
package io.matriarch.scenarios.planted;
