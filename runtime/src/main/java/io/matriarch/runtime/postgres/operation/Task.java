package io.matriarch.runtime.postgres.operation;

import io.matriarch.action.Permit;
import io.matriarch.driver.Clock;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;

/**
 * The order that work is done for.
 *
 * @param limit how long it may go on
 * @param permit what was shown for it
 * @param clock what the permit is checked against
 */
record Task(Limit limit, Permit permit, Clock clock) {
    /**
     * Takes the step that may make PostgreSQL writable, if the permit still holds at this moment:
     * the order may have waited, and this thread may have been frozen.
     */
    <T, E extends Exception> T lastStep(Limit.Step<T, E> step) throws E, CutException, PermitOver {
        if (permit.isOver(clock.now())) {
            throw new PermitOver();
        }
        return limit.unlessCut(step);
    }
}
