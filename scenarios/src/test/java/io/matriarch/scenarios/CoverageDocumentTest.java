package io.matriarch.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.simulator.coverage.Coverage;
import io.matriarch.simulator.coverage.CoverageDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/coverage.md} in step with the headers of scenarios. With {@code -Ddocs=rewrite}
 * it writes the file instead.
 */
final class CoverageDocumentTest {
    private static final Path FILE = Path.of("..", "docs", "coverage.md");

    @Test
    void theDocumentIsUpToDate() throws IOException {
        String text = CoverageDocument.text(Coverage.of(Library.FOLDER));
        if ("rewrite".equals(System.getProperty("docs"))) {
            Files.writeString(FILE, text);
        }
        assertEquals(text, Files.readString(FILE), "run the tests with -Ddocs=rewrite");
    }
}
