package io.matriarch.runtime.ctl;

import io.matriarch.runtime.journal.ReplayCommand;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes all steps of a journal again. */
@Command(
        name = "replay",
        description = "Take all steps of a journal again and compare rules and digests",
        mixinStandardHelpOptions = true)
final class ReplayJournalCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIRECTORY", description = "the directory \"journal\" of a member")
    private Path directory;

    @Option(
            names = "--explain",
            description = "show where the rules of this version would decide otherwise")
    private boolean explain;

    @Override
    public Integer call() {
        return explain
                ? ReplayCommand.explain(directory, System.out)
                : ReplayCommand.run(directory, System.out);
    }
}
