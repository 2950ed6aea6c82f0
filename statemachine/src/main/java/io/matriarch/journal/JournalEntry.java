package io.matriarch.journal;

import io.matriarch.event.Event;
import io.matriarch.judge.Candidate;
import io.matriarch.state.NodeState;
import io.matriarch.value.RuleId;
import java.util.List;

/** One line of the journal. */
public sealed interface JournalEntry {
    /**
     * The state that the following steps begin from: a run of the agent, a new file, or the end of
     * a gap.
     *
     * @param version of the program that wrote it
     * @param state the state before the next step
     */
    record Snapshot(String version, NodeState state) implements JournalEntry {}

    /**
     * One step.
     *
     * @param event what happened
     * @param rules which rules decided, the deciding one first
     * @param digest of the state after the step and of its actions
     */
    record Stepped(Event event, List<RuleId> rules, long digest) implements JournalEntry {
        public Stepped {
            rules = List.copyOf(rules);
        }
    }

    /**
     * What the step before made of every member as a candidate: the answer to "why this one, why
     * not that one?". It follows from the steps; replay passes over it.
     */
    record Judged(List<Candidate> candidates) implements JournalEntry {
        public Judged {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * Entries that were never written.
     *
     * @param count how many
     * @param reason why, for people
     */
    record Gap(long count, String reason) implements JournalEntry {}
}
