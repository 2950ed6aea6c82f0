package io.matriarch.runtime.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Prints a journal as lines of JSON, one per entry, oldest first. */
public final class JournalExport {
    private JournalExport() {}

    /**
     * Ends early when nobody reads {@code out} any more.
     *
     * @param out for the lines alone, in UTF-8 whatever its own charset
     * @param err for what is wrong with the journal
     * @return 0, or 2 when the journal cannot be read to its end
     */
    public static int run(Path directory, PrintStream out, PrintStream err) {
        PrintStream lines = new PrintStream(out, false, StandardCharsets.UTF_8);
        try (JournalReader reader = JournalReader.open(directory)) {
            for (var next = reader.nextLine(); next.isPresent(); next = reader.nextLine()) {
                lines.println(next.get());
                if (lines.checkError() || out.checkError()) {
                    return 0;
                }
            }
            return 0;
        } catch (IOException e) {
            err.println(e.getMessage());
            return 2;
        }
    }
}
