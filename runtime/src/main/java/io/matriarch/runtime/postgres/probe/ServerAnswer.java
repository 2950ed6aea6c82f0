package io.matriarch.runtime.postgres.probe;

import io.matriarch.runtime.postgres.access.ClientGate;
import io.matriarch.runtime.postgres.config.SyncNamesFile;
import io.matriarch.state.Replication;
import io.matriarch.state.ServerFacts;
import io.matriarch.state.Slots;
import io.matriarch.state.SyncNames;
import io.matriarch.value.Lsn;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the one query of a look returns.
 *
 * @param backend the process that answered
 * @param standby whether it is in recovery
 * @param systemId of the cluster
 * @param current the timeline that a primary writes
 * @param written where a primary's log on disk ends
 * @param received what a standby received; zero for nothing
 * @param replayed what a standby applied; zero for nothing
 * @param receiving the WAL receiver's timeline, when it received anything
 * @param recorded the timeline that a standby's control file tells
 * @param receiver the WAL receiver's status; empty for none
 * @param conninfo {@code primary_conninfo}; empty before version 12
 * @param held the parameters of a standby whose replay is paused, as they are in force; else empty
 * @param slots its replication slots
 * @param replication what a primary says of its standbys, when it was asked
 * @param facts what else it tells of itself
 */
record ServerAnswer(
        long backend,
        boolean standby,
        SystemId systemId,
        Optional<Timeline> current,
        Lsn written,
        Lsn received,
        Lsn replayed,
        Optional<Timeline> receiving,
        Optional<Timeline> recorded,
        String receiver,
        String conninfo,
        String held,
        Slots.Found slots,
        Optional<Replication> replication,
        ServerFacts facts) {
    private static final int HEX = 16;
    private static final int TIMELINE_DIGITS = 8;
    private static final int PLAIN_COLUMNS = 18;

    private static final String STANDBYS =
            ", current_setting('synchronous_standby_names'), (SELECT sourcefile LIKE '%/"
                    + SyncNamesFile.NAME
                    + "' FROM pg_settings WHERE name = 'synchronous_standby_names'), "
                    + StandbyRows.QUERY
                    + ", current_setting('hba_file')";

    /**
     * The query; positions of the receiver are called differently before version 13.
     *
     * @param standbys whether a primary's standbys are asked for, too
     */
    static String query(boolean receiverTellsWritten, boolean standbys) {
        String written = receiverTellsWritten ? "w.written_lsn" : "w.received_lsn";
        return """
        SELECT pg_backend_pid(), r.standby, s.system_identifier,
               CASE WHEN NOT r.standby THEN pg_walfile_name(pg_current_wal_flush_lsn()) END,
               CASE WHEN NOT r.standby THEN pg_current_wal_flush_lsn()::text END,
               greatest(pg_last_wal_receive_lsn(), %s)::text,
               pg_last_wal_replay_lsn()::text,
               CASE WHEN w.latest_end_lsn IS NOT NULL THEN w.received_tli END,
               greatest(c.timeline_id, m.min_recovery_end_timeline),
               w.status, current_setting('primary_conninfo', true),
               (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,
               current_setting('server_version_num')::int,
               (SELECT array_agg(ARRAY[p.name, coalesce(p.setting, '')]) FROM pg_settings p
                 WHERE p.pending_restart),
               current_setting('primary_slot_name', true), %s,
               current_setting('hot_standby_feedback') = 'on',
               CASE WHEN r.standby AND pg_is_wal_replay_paused() THEN
                 (SELECT string_agg(p.name || '=' || p.setting, ' ') FROM pg_settings p
                   WHERE p.context = 'postmaster' AND p.name LIKE 'max\\_%%') END%s
          FROM (SELECT pg_is_in_recovery() AS standby OFFSET 0) r
         CROSS JOIN pg_control_system() s
         CROSS JOIN pg_control_checkpoint() c
         CROSS JOIN pg_control_recovery() m
          LEFT JOIN pg_stat_wal_receiver w ON true\
        """
                .formatted(written, SlotRows.QUERY, standbys ? STANDBYS : "");
    }

    static ServerAnswer read(ResultSet row) throws SQLException {
        return new ServerAnswer(
                row.getLong(1),
                row.getBoolean(2),
                new SystemId(Long.toUnsignedString(row.getLong(3))),
                Optional.ofNullable(row.getString(4)).map(ServerAnswer::ofFileName),
                lsn(row.getString(5)),
                lsn(row.getString(6)),
                lsn(row.getString(7)),
                timeline(row.getInt(8)),
                timeline(row.getInt(9)),
                Optional.ofNullable(row.getString(10)).orElse(""),
                Optional.ofNullable(row.getString(11)).orElse(""),
                Optional.ofNullable(row.getString(18)).orElse(""),
                new Slots.Found(
                        SlotRows.read(Optional.ofNullable(row.getString(16)).orElse("")),
                        row.getInt(13),
                        Optional.ofNullable(row.getString(15)),
                        row.getBoolean(17)),
                replication(row),
                facts(row));
    }

    private static Optional<Replication> replication(ResultSet row) throws SQLException {
        if (row.getMetaData().getColumnCount() == PLAIN_COLUMNS || row.getBoolean(2)) {
            return Optional.empty();
        }
        return Optional.of(
                new Replication(
                        SyncNames.parse(row.getString(19)),
                        row.getBoolean(20),
                        ClientGate.behind(row.getString(22))
                                .map(ClientGate::isClosed)
                                .orElse(false),
                        StandbyRows.read(Optional.ofNullable(row.getString(21)).orElse(""))));
    }

    private static ServerFacts facts(ResultSet row) throws SQLException {
        Instant started = Instant.EPOCH.plus(row.getLong(12), ChronoUnit.MICROS);
        SortedMap<String, ServerFacts.Change> pending = new TreeMap<>();
        Array pairs = row.getArray(14);
        if (pairs != null) {
            for (String[] pair : (String[][]) pairs.getArray()) {
                pending.put(pair[0], new ServerFacts.Change(pair[1], ""));
            }
        }
        return new ServerFacts(Optional.of(started), row.getInt(13), pending);
    }

    private static Timeline ofFileName(String segment) {
        return new Timeline(Integer.parseInt(segment, 0, TIMELINE_DIGITS, HEX));
    }

    private static Lsn lsn(String text) {
        return text == null ? Lsn.ZERO : Lsn.parse(text);
    }

    private static Optional<Timeline> timeline(int number) {
        return number < 1 ? Optional.empty() : Optional.of(new Timeline(number));
    }
}
