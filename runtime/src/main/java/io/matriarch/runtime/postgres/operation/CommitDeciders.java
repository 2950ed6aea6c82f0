package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.ProcFs;
import io.matriarch.runtime.postgres.process.Signals;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The processes that decide how long a commit waits, each by the configuration that it has read
 * itself: the checkpointer says whether commits wait at all, and each WAL sender releases those
 * that its standby has confirmed (PostgreSQL: syncrep.c, SyncRepUpdateSyncStandbysDefined and
 * SyncRepReleaseWaiters).
 *
 * <p>They read it at the top of their loop after SIGHUP, whose handler leaves a mark and ends the
 * loop's sleep. So one that has taken the signal and is seen to sleep in its loop afterwards has
 * read it: it could not have fallen asleep before.
 */
final class CommitDeciders {
    /** A sender of a base backup hears no standby. */
    private static final String ALL =
            "SELECT a.pid, coalesce(a.wait_event, '') FROM pg_stat_activity a"
                    + " LEFT JOIN pg_stat_replication r ON r.pid = a.pid"
                    + " WHERE a.backend_type IN ('checkpointer', 'walsender')"
                    + " AND coalesce(r.state, '') <> 'backup'";

    /**
     * The sleeps in the loops, that between the writes of a spread checkpoint, before which the
     * configuration is read, too, and that of a WAL sender that was given no command yet.
     */
    private static final Set<String> LOOP_SLEEPS =
            Set.of("CheckpointerMain", "CheckpointWriteDelay", "WalSenderMain", "ClientRead");

    private CommitDeciders() {}

    /**
     * Whether all have read the configuration. To be asked only after the postmaster has signalled
     * them: one that begins later reads it at its start.
     *
     * @return false, too, when it cannot be told
     */
    static boolean haveRead(Connection connection, Limit limit) throws SQLException {
        Map<Long, String> before = waits(connection, limit);
        List<Long> asleep = new ArrayList<>();
        for (long pid : before.keySet()) {
            // First the signal, then the sleep, then what it sleeps in.
            if (!ProcFs.isPending(pid, Signals.HANGUP) && ProcFs.isAsleep(pid)) {
                asleep.add(pid);
            }
        }
        Map<Long, String> after = waits(connection, limit);
        return before.keySet().stream()
                .filter(after::containsKey)
                .allMatch(pid -> asleep.contains(pid) && LOOP_SLEEPS.contains(after.get(pid)));
    }

    private static Map<Long, String> waits(Connection connection, Limit limit) throws SQLException {
        Map<Long, String> found = new TreeMap<>();
        try (Limit.Registration _ = limit.onCut(_ -> Statements.abort(connection));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                found.put(rows.getLong(1), rows.getString(2));
            }
        }
        return found;
    }
}
