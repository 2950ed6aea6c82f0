package io.matriarch.runtime.config;

import io.matriarch.state.Callback;
import io.matriarch.state.Scripts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The scripts of section {@code postgresql} (contract 2.21).
 *
 * @param callbacks the commands of {@code callbacks}, split into words
 * @param prePromote the command of {@code pre_promote}; empty for none
 * @param beforeStop the command of {@code before_stop}; empty for none
 */
public record ScriptsConfig(
        SortedMap<Callback, List<String>> callbacks,
        List<String> prePromote,
        List<String> beforeStop) {
    public ScriptsConfig {
        callbacks = Collections.unmodifiableSortedMap(new TreeMap<>(callbacks));
        prePromote = List.copyOf(prePromote);
        beforeStop = List.copyOf(beforeStop);
    }

    static ScriptsConfig read(Section postgresql) {
        Section section = postgresql.section("callbacks");
        SortedMap<Callback, List<String>> callbacks = new TreeMap<>();
        for (Callback callback : Callback.values()) {
            List<String> command = command(section, callback.word());
            if (!command.isEmpty()) {
                callbacks.put(callback, command);
            }
        }
        section.end();
        return new ScriptsConfig(
                callbacks, command(postgresql, "pre_promote"), command(postgresql, "before_stop"));
    }

    /**
     * What decisions need to know of them.
     *
     * @param sayMaster whether callbacks are told {@code master} for a primary
     */
    Scripts known(boolean sayMaster) {
        return new Scripts(
                callbacks.entrySet().stream().map(Map.Entry::getKey).toList(),
                !prePromote.isEmpty(),
                !beforeStop.isEmpty(),
                sayMaster);
    }

    private static List<String> command(Section section, String key) {
        return section.text(key).map(ScriptsConfig::split).orElse(List.of());
    }

    /** Words as a shell would see them: quotes keep blanks, a backslash keeps the next sign. */
    static List<String> split(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean begun = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
                continue;
            }
            begun = true;
            if (c == '\\' && quote != '\'' && i + 1 < command.length()) {
                word.append(command.charAt(++i));
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else {
                word.append(c);
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
