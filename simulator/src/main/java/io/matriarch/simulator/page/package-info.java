/**
 * What happened, as one page for people: a lane per member, with what it was, what it held, what it
 * decided and why. A page is made of a simulated run or of journals of real members.
 *
 * <p>Depends on {@code simulator.run}, {@code expect}, {@code scenario}, {@code truth}, {@code
 * world}, the state machine, and the journal's JSON.
 */
package io.matriarch.simulator.page;
