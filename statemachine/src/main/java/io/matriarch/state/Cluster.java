package io.matriarch.state;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;
import io.matriarch.value.Timeline;
import java.util.Optional;

/** What we know of the cluster from the DCS. */
public sealed interface Cluster {
    /** Nothing yet. */
    record Unseen() implements Cluster {}

    /**
     * A view.
     *
     * @param view the newest reading
     * @param readAt when its reading began
     * @param outdated something changed since, or we were cut off: read again before acting on it
     * @param freeSince when the lock was first seen free, while it is free
     * @param freedProperly the lock is free because its tenure provably ended: given back, or its
     *     session over with all its nodes
     * @param lastHolder who held it last, as far as we saw
     * @param claimedSince when a claim to make the cluster was first seen without a live maker
     * @param age how the readings compare with what was seen before
     */
    record Seen(
            ClusterView view,
            Moment readAt,
            boolean outdated,
            Optional<Moment> freeSince,
            boolean freedProperly,
            Optional<Holder> lastHolder,
            Optional<Moment> claimedSince,
            Age age)
            implements Cluster {
        /** A reading that is as new as any before. */
        public Seen(
                ClusterView view,
                Moment readAt,
                boolean outdated,
                Optional<Moment> freeSince,
                boolean freedProperly,
                Optional<Holder> lastHolder,
                Optional<Moment> claimedSince) {
            this(
                    view,
                    readAt,
                    outdated,
                    freeSince,
                    freedProperly,
                    lastHolder,
                    claimedSince,
                    new Age.Present());
        }

        public Seen asOutdated() {
            return with(true, age);
        }

        /** The same, known to be older than what was seen before. */
        public Seen behind(Moment since) {
            return with(true, new Age.Behind(since));
        }

        private Seen with(boolean unsure, Age value) {
            return new Seen(
                    view,
                    readAt,
                    unsure,
                    freeSince,
                    freedProperly,
                    lastHolder,
                    claimedSince,
                    value);
        }
    }

    /** How what the DCS shows compares with what it showed before. */
    sealed interface Age {
        /** It is as new. */
        record Present() implements Age {}

        /**
         * It is older: a server that lags, or data that was put back.
         *
         * @param since when that was first seen; the view is still the newer one
         */
        record Behind(Moment since) implements Age {}

        /** It was older for so long that the data was put back from a backup, or made anew. */
        record Restored() implements Age {}
    }

    /**
     * Who held the lock.
     *
     * @param name the member
     * @param owner its session
     * @param epoch the tenure
     * @param timeline the timeline that it ran on as primary, when it was seen to
     * @param apiUrl where its REST API is reached; empty when it never told
     * @param connUrl where its PostgreSQL is reached; empty when it never told
     * @param guarded whether a guard ends its right to write when the tenure is over, as it told
     *     last
     * @param silentBefore how many tenures directly before this one ended without their holder
     *     having been seen to run as primary: each may have used the number of a timeline
     */
    record Holder(
            MemberName name,
            SessionId owner,
            LockEpoch epoch,
            Optional<Timeline> timeline,
            String apiUrl,
            String connUrl,
            boolean guarded,
            int silentBefore) {
        /** How many such tenures there were before a later one than this. */
        public int silentSoFar() {
            return timeline.isPresent() ? 0 : silentBefore + 1;
        }
    }

    /** The newest view, if there is any. */
    default Optional<ClusterView> latest() {
        return this instanceof Seen seen ? Optional.of(seen.view()) : Optional.empty();
    }
}
