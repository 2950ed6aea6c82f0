package io.matriarch.state;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import java.util.Optional;

/** Our right to write, by our own clock. */
public sealed interface Lease {
    /** We do not have the lock, as far as we know. */
    record None() implements Lease {}

    /**
     * We asked for the lock and do not know the outcome: it may be ours.
     *
     * @param request the unanswered request
     * @param since when it was sent
     */
    record Asked(RequestId request, Moment since) implements Lease {}

    /**
     * The lock node belongs to our session; no write of ours has been confirmed under it yet, so
     * nothing may be written to PostgreSQL on its strength.
     *
     * @param epoch the tenure
     * @param since a write must have been sent later than this to confirm it
     */
    record Unconfirmed(LockEpoch epoch, Moment since) implements Lease {}

    /**
     * Ours.
     *
     * @param epoch the tenure
     * @param until PostgreSQL must not accept a write from this moment on
     * @param found that it was found rather than taken, and PostgreSQL was not seen as primary
     *     under it yet; else absent
     */
    record Held(LockEpoch epoch, Moment until, Optional<Found> found) implements Lease {
        /** One that was taken in this run. */
        public Held(LockEpoch epoch, Moment until) {
            this(epoch, until, Optional.empty());
        }

        /** The same, once PostgreSQL was seen as primary under it. */
        public Held exercised() {
            return new Held(epoch, until);
        }

        /** The same, found. */
        public Held with(Found origin) {
            return new Held(epoch, until, Optional.of(origin));
        }
    }

    /**
     * A lock that was found on our session, as after a restart of the agent: it says less about who
     * led since.
     *
     * @param doubtedAt when another member last said that it leads or has been on a later timeline
     */
    record Found(Optional<Moment> doubtedAt) {
        public static final Found UNDOUBTED = new Found(Optional.empty());
    }

    /**
     * Over: by the clock, or because the lock is definitely gone.
     *
     * @param epoch the tenure that ended
     * @param why what ended it
     */
    record Over(LockEpoch epoch, Ended why) implements Lease {}

    /** What ends a lease. */
    enum Ended {
        /** Its time ran out without a confirmed renewal. */
        EXPIRED,
        /** The lock node is gone or belongs to another session. */
        LOST,
        /** Given back with PostgreSQL proven gone. */
        RELEASED
    }
}
