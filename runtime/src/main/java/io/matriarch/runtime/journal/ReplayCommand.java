package io.matriarch.runtime.journal;

import io.matriarch.journal.Replay;
import io.matriarch.journal.Replayer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** Folds the machine over a journal and says whether it decides again what it decided then. */
public final class ReplayCommand {
    private static final int IDENTICAL = 0;
    private static final int DIFFERENT = 1;
    private static final int UNREADABLE = 2;

    private ReplayCommand() {}

    /**
     * Compares rules and digest of every step, up to the first difference.
     *
     * @return 0 when all are identical, 1 at a difference, 2 when there is nothing to compare
     */
    public static int run(Path directory, PrintStream out) {
        Replayer replayer = new Replayer(Replayer.Mode.VERIFY);
        try (JournalReader reader = JournalReader.open(directory)) {
            long entries = 0;
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                entries++;
                Optional<Replay.Difference> difference = replayer.accept(next.get());
                if (difference.isPresent()) {
                    out.println(replayer.result(difference).summary());
                    return DIFFERENT;
                }
            }
            return report(entries, replayer.result(Optional.empty()), directory, out);
        } catch (IOException e) {
            out.println(e.getMessage());
            return UNREADABLE;
        }
    }

    /**
     * Prints where the rules of this version decide otherwise than the journal says.
     *
     * @return 0 when nowhere, 1 when somewhere, 2 when there is nothing to compare
     */
    public static int explain(Path directory, PrintStream out) {
        Replayer replayer = new Replayer(Replayer.Mode.EXPLAIN);
        try (JournalReader reader = JournalReader.open(directory)) {
            long entries = 0;
            long differences = 0;
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                entries++;
                Optional<Replay.Difference> difference = replayer.accept(next.get());
                if (difference.isPresent()) {
                    differences++;
                    out.println(replayer.result(difference).summary());
                }
            }
            return differences > 0
                    ? DIFFERENT
                    : report(entries, replayer.result(Optional.empty()), directory, out);
        } catch (IOException e) {
            out.println(e.getMessage());
            return UNREADABLE;
        }
    }

    private static int report(long entries, Replay replay, Path directory, PrintStream out) {
        if (entries == 0) {
            out.println("the journal in " + directory + " has no entries");
            return UNREADABLE;
        }
        out.println(replay.summary());
        if (replay.missing() > 0) {
            out.println(replay.missing() + " entries were never written");
        }
        if (replay.skipped() > 0) {
            out.println(replay.skipped() + " steps have no snapshot before them");
        }
        return replay.steps() == 0 && replay.skipped() > 0 ? UNREADABLE : IDENTICAL;
    }
}
