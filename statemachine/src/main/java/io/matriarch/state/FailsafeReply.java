package io.matriarch.state;

import io.matriarch.value.Lsn;
import java.util.Optional;

/** What a member answers a leader that asks for its promise (contract 2.11). */
public sealed interface FailsafeReply {
    /**
     * It will not lead for the time being.
     *
     * @param position how far its log goes, when its PostgreSQL runs
     */
    record Accepted(Optional<Lsn> position) implements FailsafeReply {}

    /** It promises nothing. */
    record Refused(Why why) implements FailsafeReply {}

    /** Why a promise is refused. */
    enum Why {
        OFF("failsafe mode is off"),
        LEADING("Running as a leader"),
        UNSURE("It cannot be told whether PostgreSQL accepts writes here"),
        TAKING("PostgreSQL is being made writable"),
        ACQUIRING("The lock may be ours: a request for it is not settled"),
        FOUNDING("This member is making the cluster"),
        OTHER_LEADER("Another member holds the lock"),
        BOUND("Another leader has our promise");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        /** The body of the answer. */
        public String words() {
            return words;
        }
    }
}
