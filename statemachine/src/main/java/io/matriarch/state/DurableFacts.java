package io.matriarch.state;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.util.Optional;

/**
 * What must survive a crash of the agent; read before the first step.
 *
 * @param highestEpoch the newest tenure seen
 * @param highestTimeline the newest timeline that we ran on
 * @param unfinished what was begun on the data directory and not known to be finished
 * @param claim czxid of our claim to make the cluster, while {@code unfinished} is about that
 * @param lastFence why PostgreSQL was last fenced; empty for never
 * @param apart our data may hold what clients wrote here, in maintenance, while another member held
 *     the lock: it is not to be thrown away without an operator's order
 * @param home the system identifier of the cluster that we were part of: key {@code initialize}
 *     named it, and our data had the same
 */
public record DurableFacts(
        Optional<LockEpoch> highestEpoch,
        Optional<Timeline> highestTimeline,
        Unfinished unfinished,
        Optional<Long> claim,
        String lastFence,
        boolean apart,
        Optional<SystemId> home) {
    public static final DurableFacts NONE =
            new DurableFacts(
                    Optional.empty(),
                    Optional.empty(),
                    Unfinished.NOTHING,
                    Optional.empty(),
                    "",
                    false,
                    Optional.empty());

    /** Work that leaves the data directory in a state which its files do not tell. */
    public enum Unfinished {
        /** Nothing. */
        NOTHING,
        /** initdb was begun: the directory is worthless until it ends. */
        INITDB,
        /** initdb ended; the cluster has not run as primary yet, so nothing is in it. */
        BIRTH,
        /** A rewind was begun: the directory must not be started before one ends. */
        REWIND,
        /** A copy was begun: the directory is worthless until it ends. */
        COPY
    }

    public DurableFacts withUnfinished(Unfinished work, Optional<Long> claimed) {
        return new DurableFacts(
                highestEpoch, highestTimeline, work, claimed, lastFence, apart, home);
    }

    public DurableFacts withFence(String why) {
        return new DurableFacts(highestEpoch, highestTimeline, unfinished, claim, why, apart, home);
    }

    public DurableFacts withEpoch(LockEpoch epoch) {
        return new DurableFacts(
                Optional.of(epoch), highestTimeline, unfinished, claim, lastFence, apart, home);
    }

    public DurableFacts withTimeline(Timeline timeline) {
        return new DurableFacts(
                highestEpoch, Optional.of(timeline), unfinished, claim, lastFence, apart, home);
    }

    public DurableFacts withApart(boolean value) {
        return new DurableFacts(
                highestEpoch, highestTimeline, unfinished, claim, lastFence, value, home);
    }

    public DurableFacts withHome(SystemId cluster) {
        return new DurableFacts(
                highestEpoch,
                highestTimeline,
                unfinished,
                claim,
                lastFence,
                apart,
                Optional.of(cluster));
    }
}
