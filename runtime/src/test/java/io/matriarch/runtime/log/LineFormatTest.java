package io.matriarch.runtime.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineFormatTest {
    private static String line(String logger, Level level, Throwable thrown) {
        LogRecord record = new LogRecord(level, "something happened");
        record.setLoggerName(logger);
        record.setThrown(thrown);
        return new LineFormat().format(record);
    }

    @Test
    void writesTimeLevelAndMessage() {
        String line = line("io.matriarch.x", Level.WARNING, null);
        assertTrue(
                line.matches(
                        "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} WARNING: something"
                                + " happened\n"),
                line);
    }

    @Test
    void spendsOneLineOnTheExceptionOfALibrary() {
        String line =
                line("org.apache.zookeeper.ClientCnxn", Level.SEVERE, new IOException("gone"));
        assertEquals(1, line.lines().count());
        assertTrue(line.endsWith("ERROR: something happened (java.io.IOException: gone)\n"), line);
    }

    @Test
    void showsWhereOurOwnFaultHappened() {
        String line = line("io.matriarch.x", Level.SEVERE, new IllegalStateException("bug"));
        assertTrue(line.contains("\tat "), line);
    }
}
