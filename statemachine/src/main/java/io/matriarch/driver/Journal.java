package io.matriarch.driver;

import io.matriarch.event.Event;
import io.matriarch.judge.Candidate;
import io.matriarch.state.NodeState;
import io.matriarch.value.RuleId;
import java.util.List;

/**
 * The record of every step. A record, not a gate: it never blocks and never fails the caller; what
 * it cannot keep it counts, and notes as a gap.
 */
public interface Journal {
    /** The state that the following entries begin from. */
    void snapshot(NodeState state);

    /**
     * Whether {@link #snapshot} should be called before the next {@link #append}: a new segment is
     * due, or entries are missing since the last one.
     */
    default boolean wantsSnapshot() {
        return false;
    }

    /** Whether {@link #append} needs a digest; it is 0 when not. */
    default boolean wantsDigests() {
        return true;
    }

    /**
     * One step.
     *
     * @param event what happened
     * @param rules which rules decided, the deciding one first
     * @param digest of the state after the step and of its actions
     */
    void append(Event event, List<RuleId> rules, long digest);

    /** What the step before made of every member as a candidate; for people, not for replay. */
    default void judged(List<Candidate> candidates) {}
}
