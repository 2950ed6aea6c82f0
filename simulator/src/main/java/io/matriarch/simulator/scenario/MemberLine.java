package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import java.util.Locale;

/**
 * One line of the {@code members} statement.
 *
 * @param name the member
 * @param start what its PostgreSQL is at the beginning
 * @param nofailover whether it carries that tag
 * @param priority its {@code failover_priority}; 1 unless given
 */
public record MemberLine(MemberName name, Start start, boolean nofailover, int priority) {
    /** What a PostgreSQL is at the beginning. */
    public enum Start {
        /** Runs, accepts writes. */
        PRIMARY,
        /** Runs and streams from the primary. */
        STANDBY,
        /** No data directory yet. */
        EMPTY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As a scenario says it. */
    public String text() {
        return name
                + " "
                + start.word()
                + (nofailover ? " nofailover" : "")
                + (priority != 1 ? " priority " + priority : "");
    }
}
