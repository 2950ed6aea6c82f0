package io.matriarch.journal;

import io.matriarch.event.Event;
import io.matriarch.machine.Machine;
import io.matriarch.machine.Step;
import io.matriarch.state.NodeState;
import io.matriarch.value.Digest;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Folds the machine over recorded events and compares what comes of each with what the journal
 * says. Feed it entries in order; each run begins at a snapshot, and a gap ends it until the next.
 */
public final class Replayer {
    /** The machine, or another one to compare with. */
    public interface Stepper extends BiFunction<NodeState, Event, Step> {}

    /** What must be equal. */
    public enum Mode {
        /** Rules and digest: with the version that recorded, any difference is a bug. */
        VERIFY,
        /** Rules only: where would these rules decide otherwise? */
        EXPLAIN
    }

    private final Stepper stepper;
    private final Mode mode;
    private Optional<NodeState> state = Optional.empty();
    private String version = "";
    private long steps;
    private long skipped;
    private long missing;

    public Replayer(Mode mode) {
        this(mode, Machine::step);
    }

    public Replayer(Mode mode, Stepper stepper) {
        this.mode = mode;
        this.stepper = stepper;
    }

    /** Compares all entries up to the first difference. */
    public static Replay verify(Iterator<JournalEntry> entries) {
        Replayer replayer = new Replayer(Mode.VERIFY);
        while (entries.hasNext()) {
            Optional<Replay.Difference> difference = replayer.accept(entries.next());
            if (difference.isPresent()) {
                return replayer.result(difference);
            }
        }
        return replayer.result(Optional.empty());
    }

    /** Takes the next entry; after a difference it waits for the next snapshot. */
    public Optional<Replay.Difference> accept(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Snapshot snapshot -> {
                state = Optional.of(snapshot.state());
                version = snapshot.version();
                yield Optional.empty();
            }
            case JournalEntry.Judged _ -> Optional.empty();
            case JournalEntry.Gap gap -> {
                state = Optional.empty();
                missing += gap.count();
                yield Optional.empty();
            }
            case JournalEntry.Stepped stepped -> {
                if (state.isEmpty()) {
                    skipped++;
                    yield Optional.empty();
                }
                yield compare(state.get(), stepped);
            }
        };
    }

    /** What was found so far. */
    public Replay result(Optional<Replay.Difference> difference) {
        return new Replay(steps, skipped, missing, difference);
    }

    private Optional<Replay.Difference> compare(NodeState before, JournalEntry.Stepped recorded) {
        Step step = stepper.apply(before, recorded.event());
        steps++;
        state = Optional.of(step.next());
        var told = new Replay.Decision(recorded.rules(), recorded.digest());
        var folded = new Replay.Decision(step.rules(), Digest.of(step.next(), step.actions()));
        boolean same =
                mode == Mode.VERIFY ? folded.equals(told) : folded.rules().equals(told.rules());
        if (same) {
            return Optional.empty();
        }
        state = Optional.empty();
        return Optional.of(new Replay.Difference(steps, version, recorded.event(), told, folded));
    }
}
