package io.matriarch.state;

import java.util.Locale;

/** The scripts that are told what became of PostgreSQL (contract 2.21). */
public enum Callback {
    ON_START,
    ON_STOP,
    ON_RESTART,
    ON_RELOAD,
    ON_ROLE_CHANGE;

    /** The name in the configuration, and the script's first argument. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
