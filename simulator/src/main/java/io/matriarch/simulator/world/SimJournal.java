package io.matriarch.simulator.world;

import io.matriarch.driver.Journal;
import io.matriarch.event.Event;
import io.matriarch.state.NodeState;
import io.matriarch.value.RuleId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A journal in memory: one run per start of the agent. */
public final class SimJournal implements Journal {
    /**
     * One step.
     *
     * @param event what happened
     * @param rules which rules decided
     * @param digest of the state after it and of the actions
     */
    public record Entry(Event event, List<RuleId> rules, long digest) {}

    /**
     * One run of the agent.
     *
     * @param initial the state before its first entry
     * @param entries its steps; grows while the agent runs
     */
    public record Run(NodeState initial, List<Entry> entries) {}

    private final boolean digests;
    private final List<Run> runs = new ArrayList<>();

    /**
     * @param digests whether entries have digests
     */
    SimJournal(boolean digests) {
        this.digests = digests;
    }

    @Override
    public boolean wantsDigests() {
        return digests;
    }

    @Override
    public void snapshot(NodeState state) {
        runs.add(new Run(state, new ArrayList<>()));
    }

    @Override
    public void append(Event event, List<RuleId> rules, long digest) {
        runs.getLast().entries().add(new Entry(event, List.copyOf(rules), digest));
    }

    /** All runs, the oldest first. */
    public List<Run> runs() {
        return Collections.unmodifiableList(runs);
    }
}
