package io.matriarch.runtime.postgres.process;

import java.util.List;

/**
 * How a command ended.
 *
 * @param status its exit status, 128 + N when signal N ended it
 * @param output standard output, the last part of it when it is very long
 * @param errors standard error, likewise
 */
public record CommandResult(int status, String output, String errors) {
    public boolean isSuccess() {
        return status == 0;
    }

    /** The last line that says something, for people; the status when there is none. */
    public String lastError() {
        return lastLine(errors.isBlank() ? output : errors)
                .replaceFirst("^[a-z_]+: (error|fatal|detail): ", "");
    }

    private String lastLine(String text) {
        List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        return lines.isEmpty() ? "exit status " + status : lines.getLast();
    }
}
