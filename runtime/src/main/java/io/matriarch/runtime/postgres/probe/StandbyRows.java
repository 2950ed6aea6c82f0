package io.matriarch.runtime.postgres.probe;

import io.matriarch.state.WalSender;
import io.matriarch.state.WalSender.Standing;
import io.matriarch.value.Lsn;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code pg_stat_replication} as one text, a line for each connection and tabs between its fields:
 * neither can be part of an application name, which is printable ASCII.
 */
final class StandbyRows {
    /** The text; the position is the one that {@code synchronous_commit} waits for. */
    static final String QUERY =
            """
            (SELECT string_agg(concat_ws(E'\\t', application_name, state, sync_state,
                        CASE current_setting('synchronous_commit')
                             WHEN 'remote_apply' THEN replay_lsn
                             WHEN 'remote_write' THEN write_lsn
                             ELSE flush_lsn END), E'\\n')
               FROM pg_stat_replication)\
            """;

    private static final int FIELDS = 4;

    private StandbyRows() {}

    static List<WalSender> read(String text) {
        List<WalSender> senders = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] fields = line.split("\t", -1);
            boolean known = fields.length == FIELDS;
            if (known || fields.length == FIELDS - 1) {
                senders.add(
                        new WalSender(
                                fields[0],
                                fields[1].equals("streaming"),
                                standing(fields[2]),
                                known ? Lsn.parse(fields[3]) : Lsn.ZERO));
            }
        }
        return senders;
    }

    private static Standing standing(String word) {
        return switch (word) {
            case "sync" -> Standing.SYNC;
            case "quorum" -> Standing.QUORUM;
            case "potential" -> Standing.POTENTIAL;
            default -> Standing.ASYNC;
        };
    }
}
