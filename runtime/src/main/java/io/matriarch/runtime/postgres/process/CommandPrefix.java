package io.matriarch.runtime.postgres.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Words put before every command: empty in production, where the agent runs as PostgreSQL's user;
 * {@code setpriv --reuid=postgres …} where root starts it, for PostgreSQL's programs refuse root.
 *
 * @param words a command that replaces itself by the rest of its arguments
 */
public record CommandPrefix(List<String> words) {
    public static final CommandPrefix NONE = new CommandPrefix(List.of());

    public CommandPrefix {
        words = List.copyOf(words);
    }

    /** The whole command line, beginning with {@code first}. */
    List<String> command(List<String> first, List<String> command) {
        List<String> all = new ArrayList<>(first);
        all.addAll(words);
        all.addAll(command);
        return all;
    }
}
