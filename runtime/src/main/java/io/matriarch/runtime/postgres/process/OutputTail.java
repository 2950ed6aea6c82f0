package io.matriarch.runtime.postgres.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Drains a child's output in a thread of its own and keeps the last part of it. */
final class OutputTail {
    private static final int KEPT = 256 * 1024;
    private static final Duration STRAGGLERS = Duration.ofSeconds(1);

    private final StringBuilder text = new StringBuilder();
    private final Thread thread;

    private OutputTail(InputStream stream) {
        thread = new Thread(() -> drain(stream), "command-output");
        thread.setDaemon(true);
    }

    static OutputTail of(InputStream stream) {
        OutputTail tail = new OutputTail(stream);
        tail.thread.start();
        return tail;
    }

    /** What was read, once the child has ended; a grandchild that keeps the pipe open is left. */
    String text() {
        try {
            thread.join(STRAGGLERS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        synchronized (text) {
            return text.toString();
        }
    }

    private void drain(InputStream stream) {
        char[] buffer = new char[8192];
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                keep(buffer, count);
            }
        } catch (IOException _) {
            // The child was killed: what was read is all there is.
        }
    }

    private void keep(char[] buffer, int count) {
        synchronized (text) {
            text.append(buffer, 0, count);
            if (text.length() > 2 * KEPT) {
                text.delete(0, text.length() - KEPT);
            }
        }
    }
}
