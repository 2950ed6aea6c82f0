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
        if (isOver()) {
            throw new PermitOver();
        }
        return limit.unlessCut(step);
    }

    /** By the clock alone: whatever else a permit shows, the driver has checked. */
    private boolean isOver() {
        return switch (permit) {
            case Permit.LeaseHeld lease -> clock.now().hasReached(lease.until());
            case Permit.FailsafeAccepted promised -> clock.now().hasReached(promised.until());
            case Permit.NotAfter judged -> clock.now().hasReached(judged.until());
            case Permit.NoneNeeded _,
                    Permit.BootstrapClaim _,
                    Permit.PostgresGone _,
                    Permit.Maintenance _,
                    Permit.StandbyCluster _ ->
                    false;
        };
    }
}
