package io.matriarch.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/decision-table.md} in step with the rules. With {@code -Ddocs=rewrite} it
 * writes the file instead.
 */
class DecisionTableDocumentTest {
    private static final Path FILE = Path.of("..", "docs", "decision-table.md");

    @Test
    void theDocumentSaysWhatTheTableSays() throws IOException {
        String wanted = DecisionTableDocument.text();
        if ("rewrite".equals(System.getProperty("docs"))) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, wanted);
        }
        assertEquals(wanted, Files.readString(FILE), "run the tests with -Ddocs=rewrite");
    }
}
