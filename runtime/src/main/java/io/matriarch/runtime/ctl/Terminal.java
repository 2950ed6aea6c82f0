package io.matriarch.runtime.ctl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where a command talks with its user. */
final class Terminal {
    private final BufferedReader in;
    private final PrintStream out;

    Terminal(InputStream in, PrintStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    void print(String line) {
        out.println(line);
    }

    void printAsIs(String text) {
        out.print(text);
        out.flush();
    }

    /** Asks; an empty answer means the default. */
    String ask(String question, String byDefault) {
        printAsIs(question + " [" + byDefault + "]: ");
        String answer = read().strip();
        return answer.isEmpty() ? byDefault : answer;
    }

    boolean confirm(String question) {
        printAsIs(question + " [y/N]: ");
        String answer = read().strip().toLowerCase(Locale.ROOT);
        return "y".equals(answer) || "yes".equals(answer);
    }

    private String read() {
        try {
            String line = in.readLine();
            if (line == null) {
                throw new CtlException("Aborted: no answer was given");
            }
            return line;
        } catch (IOException e) {
            throw new CtlException("the answer cannot be read: " + e.getMessage());
        }
    }
}
