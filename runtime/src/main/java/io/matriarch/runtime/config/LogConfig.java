package io.matriarch.runtime.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;

/**
 * Section {@code log} (contract 4.2).
 *
 * @param level what is shown
 * @param loggers levels of single loggers
 */
public record LogConfig(Level level, SortedMap<String, Level> loggers) {
    public LogConfig {
        loggers = Collections.unmodifiableSortedMap(new TreeMap<>(loggers));
    }
}
