package io.matriarch.state;

import io.matriarch.value.Moment;

import java.util.Optional;

/**
 * Failures of operations in a row, and the pause that they earn.
 *
 * @param starts failed starts since PostgreSQL last ran
 * @param rewinds failed rewinds since PostgreSQL last ran
 * @param copies failed copies or initdbs since PostgreSQL last ran
 * @param retryAt when the next attempt may begin
 * @param lastWords why the last one failed; empty when none did
 * @param downSince when PostgreSQL was first seen down while it should run as primary
 */
public record Setbacks(
        int starts,
        int rewinds,
        int copies,
        Moment retryAt,
        String lastWords,
        Optional<Moment> downSince) {
    public static final Setbacks NONE =
            new Setbacks(0, 0, 0, Moment.LONG_AGO, "", Optional.empty());
}
