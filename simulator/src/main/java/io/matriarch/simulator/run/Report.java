package io.matriarch.simulator.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells of a failure in four lines: what and when and who decided last, why, how to see it again,
 * and where the trace is.
 *
 * @param file the scenario's file
 * @param traces the folder for traces
 */
public record Report(Path file, Path traces) {
    /** The four lines of one failure. */
    public String text(Result result, Failure failure) {
        return """
        %s %s   seed %d   at %ss   %s
        because  %s
        replay   bin/matriarch-sim run --trace %s
        trace    %s
        """
                .formatted(
                        failure.id(),
                        failure.title(),
                        result.scenario().in(result.variation()).seed(),
                        failure.at(),
                        failure.decision(),
                        failure.because(),
                        file,
                        trace(result));
    }

    /** Writes the trace of a run to the file that {@link #text} names. */
    public void writeTrace(Result result) {
        try {
            Files.createDirectories(traces);
            Files.write(trace(result), result.trace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path trace(Result result) {
        String variation = result.variation().text().replaceAll("[^A-Za-z0-9=.]+", "-");
        String name = result.scenario().name() + (variation.isEmpty() ? "" : "-" + variation);
        return traces.resolve(name + ".trace");
    }
}
