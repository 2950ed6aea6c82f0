package io.matriarch.runtime.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; its message has one line for each error. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigError> errors;

    ConfigException(List<ConfigError> errors) {
        super(errors.stream().map(ConfigError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    ConfigException(ConfigError error) {
        this(List.of(error));
    }

    /** All of them, in the order of the file. */
    public List<ConfigError> errors() {
        return errors;
    }
}
