package io.matriarch.runtime.postgres;

import java.util.List;

/**
 * Scripts that run as a part of work on the server, as words; an empty list for none.
 *
 * @param prePromote must agree before a promotion
 * @param beforeStop runs before an orderly stop
 */
public record ScriptCommands(List<String> prePromote, List<String> beforeStop) {
    public static final ScriptCommands NONE = new ScriptCommands(List.of(), List.of());

    public ScriptCommands {
        prePromote = List.copyOf(prePromote);
        beforeStop = List.copyOf(beforeStop);
    }
}
