package io.matriarch.runtime.config;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that it can be shown at once. */
final class Problems {
    private final List<ConfigError> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    void error(Origin origin, String key, String what, String remedy) {
        errors.add(new ConfigError(origin.toString(), key, what, remedy));
    }

    void warn(Origin origin, String key, String what) {
        warnings.add(origin + ": " + key + ": " + what);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void throwIfAny() throws ConfigException {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
    }
}
