package io.matriarch.judge;

import io.matriarch.state.Health;
import io.matriarch.state.NodeState;
import io.matriarch.state.Requests;
import io.matriarch.value.Moment;
import java.time.Duration;

/** What keeps our machine from being a good place for the primary, whatever PostgreSQL answers. */
public enum Ailment {
    /** Nothing that we know of. */
    NONE,
    /** Writes take longer than {@code write_probe_timeout}, although the server answers. */
    STALLED,
    /** There is no room on the disk. */
    FULL;

    /**
     * Judges what writes have shown; an old finding counts until {@link Health#CALM} has passed.
     */
    public static Ailment of(NodeState state) {
        Health health = state.health();
        if (counts(state, health.fullAt())) {
            return FULL;
        }
        Duration allowed = state.settings().failover().writeTimeout();
        Requests.Pending write = state.requests().pending().get(Requests.Kind.WRITE);
        boolean stalls =
                write != null
                        && !allowed.isZero()
                        && state.now().hasReached(write.sentAt().plus(allowed));
        return stalls || counts(state, health.stalledAt()) ? STALLED : NONE;
    }

    /** As a sentence has it. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean counts(NodeState state, Moment since) {
        return state.now().isBefore(since.plus(Health.CALM));
    }
}
