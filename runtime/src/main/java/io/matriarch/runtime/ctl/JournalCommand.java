package io.matriarch.runtime.ctl;

import io.matriarch.runtime.journal.JournalExport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a journal as lines of JSON. */
@Command(
        name = "journal",
        description = "Print the journal of a member as lines of JSON",
        mixinStandardHelpOptions = true)
final class JournalCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIRECTORY", description = "the directory \"journal\" of a member")
    private Path directory;

    @Override
    public Integer call() {
        return JournalExport.run(directory, System.out, System.err);
    }
}
