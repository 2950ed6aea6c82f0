package io.matriarch.simulator.page;

import io.matriarch.event.Booted;
import io.matriarch.event.Event;
import io.matriarch.event.OperationEvent.OperationEnded;
import io.matriarch.event.OperatorEvent;
import io.matriarch.journal.JournalEntry;
import io.matriarch.judge.Candidate;
import io.matriarch.machine.Machine;
import io.matriarch.machine.Step;
import io.matriarch.simulator.expect.Prints;
import io.matriarch.simulator.page.Page.Mark;
import io.matriarch.state.NodeState;
import io.matriarch.state.Outcome;
import io.matriarch.value.Digest;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Feeds the events of one member's journal to the machine once more and draws its lane: what the
 * member believed, for nothing else is in a journal.
 */
final class JournalFold {
    /** An agent that takes nothing in for so long after it meant to wake was held up. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LaneBuilder lane;
    private final WallSight sight = new WallSight();
    private final String name;
    private final List<Mark> marks = new ArrayList<>();
    private Optional<NodeState> state = Optional.empty();
    private Moment wakeAt = Moment.NEVER;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long steps;
    private long skipped;
    private long differences;

    JournalFold(String name) {
        this.name = name;
        this.lane = new LaneBuilder(name, sight);
    }

    void fold(Boot boot) {
        sight.in(boot);
        boot.entries().forEach(this::take);
    }

    private void take(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Snapshot snapshot -> state = Optional.of(snapshot.state());
            case JournalEntry.Judged judged ->
                    mark("fact", judged.candidates().stream().map(Candidate::line).toList());
            case JournalEntry.Gap gap -> gap(gap);
            case JournalEntry.Stepped stepped -> {
                if (state.isEmpty()) {
                    skipped++;
                } else {
                    step(state.get(), stepped);
                }
            }
        }
    }

    private void gap(JournalEntry.Gap gap) {
        state = Optional.empty();
        if (steps > 0) {
            mark("fact", List.of(gap.count() + " journal entries are missing: " + gap.reason()));
            unknown("gap", "journal entries are missing");
        }
    }

    private void step(NodeState before, JournalEntry.Stepped recorded) {
        Step step = Machine.step(before, recorded.event());
        steps++;
        boolean same =
                step.rules().equals(recorded.rules())
                        && Digest.of(step.next(), step.actions()) == recorded.digest();
        differences += same ? 0 : 1;
        state = Optional.of(step.next());
        pause(recorded.event());
        last = Math.max(last, sight.millis(recorded.event().at()));
        first = Math.min(first, last);
        wakeAt = step.wakeAt();
        event(recorded.event(), before);
        Beliefs.draw(lane, last, step.next());
        lane.step(last, recorded.rules(), step).ifPresent(marks::add);
    }

    /** Draws the time in which the agent took nothing in. */
    private void pause(Event event) {
        if (steps > 1 && event instanceof Booted) {
            unknown("dead", "no agent runs, as far as the journal tells");
        } else if (!wakeAt.equals(Moment.NEVER) && event.at().hasReached(wakeAt.plus(PATIENCE))) {
            last = Math.max(last, sight.millis(wakeAt));
            unknown("silent", "the agent took nothing in");
        }
        lane.agent.end(Math.max(last, sight.millis(event.at())));
    }

    private void unknown(String is, String text) {
        lane.silent(last, is, text);
        lane.role.is(last, "unknown", "not known: " + text);
        lane.work.end(last);
    }

    private void event(Event event, NodeState before) {
        switch (event) {
            case Booted booted -> mark("fact", List.of("agent starts, " + booted.local().name()));
            case OperationEnded ended -> {
                if (!(ended.outcome() instanceof Outcome.Succeeded)) {
                    String what = Beliefs.work(before).orElse("operation");
                    mark("fact", List.of(what + " ended: " + Prints.of(ended.outcome())));
                }
            }
            case OperatorEvent.LookRequested _ -> {}
            case OperatorEvent order ->
                    mark("fault", List.of("operator: " + order.getClass().getSimpleName()));
            case Event _ -> {}
        }
    }

    private void mark(String kind, List<String> text) {
        if (last > Long.MIN_VALUE) {
            marks.add(new Mark(last, name, kind, List.of(), text));
        }
    }

    /** What came of it. */
    Folded folded() {
        return new Folded(name, lane, marks, first, last, steps, skipped, differences);
    }

    /**
     * A folded journal.
     *
     * @param first when its first step was, in milliseconds since 1970
     * @param last when its last step was
     * @param skipped steps without a known state before them
     * @param differences steps of which this program makes something else
     */
    record Folded(
            String name,
            LaneBuilder lane,
            List<Mark> marks,
            long first,
            long last,
            long steps,
            long skipped,
            long differences) {}

    /** Who wrote the journal; absent when no entry tells. */
    static Optional<MemberName> writer(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (entry instanceof JournalEntry.Stepped(Booted booted, _, _)) {
                return Optional.of(booted.local().name());
            }
            if (entry instanceof JournalEntry.Snapshot snapshot
                    && !snapshot.state().local().scope().isEmpty()) {
                return Optional.of(snapshot.state().me());
            }
        }
        return Optional.empty();
    }
}
