package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.config.OwnedFiles;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.state.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes logical slots over from the leader (contract 2.17): their state files are read there with
 * the account for rewinds, and a standby that starts loads them.
 */
final class CopySlotsWork implements Work {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int SEGMENT_NAME = 24;

    /** A server of another major version writes other files. */
    private static final String STATE =
            "SELECT pg_read_binary_file('pg_replslot/' || slot_name || '/state', 0, 1000000, true),"
                    + " substr(pg_walfile_name(restart_lsn), 9)"
                    + " FROM pg_replication_slots WHERE slot_name = ? AND slot_type = 'logical'"
                    + " AND current_setting('server_version_num')::int / 10000 = ?";

    /** A server refuses to start with more slots than it has room for, or to decode nothing. */
    private static final String ROOM =
            "SELECT current_setting('max_replication_slots')::int"
                    + " - (SELECT count(*) FROM pg_replication_slots),"
                    + " current_setting('wal_level') = 'logical',"
                    + " current_setting('server_version_num')::int / 10000";

    private final Server server;
    private final Operation.CopySlots order;

    CopySlotsWork(Server server, Operation.CopySlots order) {
        this.server = server;
        this.order = order;
    }

    @Override
    public void run(Task task)
            throws IOException, CutException, OperationFailed, PermitOver, SourceLost {
        Limit limit = task.limit();
        SortedMap<String, byte[]> states = read(version(limit), limit);
        new ServerStop(server).run(Signals.INTERRUPT, limit);
        server.requireStopped(limit);
        Path directory = server.settings().places().dataDirectory().resolve("pg_replslot");
        for (String slot : states.keySet()) {
            OwnedFiles.replaceInside(directory.resolve(slot).resolve("state"), states.get(slot));
        }
        new StartStandbyWork(server, order.feed()).run(task);
    }

    /** The major version of our server, when it can take the slots. */
    private int version(Limit limit) throws CutException, OperationFailed {
        try (Connection here = server.connections().local(CONNECT, CONNECT);
                PreparedStatement statement = here.prepareStatement(ROOM);
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (row.getInt(1) < order.slots().size()) {
                throw new OperationFailed("max_replication_slots leaves no room for the slots");
            }
            if (!row.getBoolean(2)) {
                throw new OperationFailed("wal_level is not logical");
            }
            return row.getInt(3);
        } catch (SQLException e) {
            limit.check();
            throw new OperationFailed("PostgreSQL here does not answer: " + e.getMessage());
        }
    }

    private SortedMap<String, byte[]> read(int version, Limit limit)
            throws IOException, CutException, OperationFailed, SourceLost {
        SortedMap<String, byte[]> states = new TreeMap<>();
        try (Connection leader =
                        server.connections()
                                .remote(
                                        server.settings().accounts().forRewind(),
                                        server.address(order.source()),
                                        limit.remaining(CONNECT));
                PreparedStatement statement = leader.prepareStatement(STATE)) {
            for (String slot : order.slots()) {
                statement.setString(1, slot);
                statement.setInt(2, version);
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next() && row.getBytes(1) != null && hasLog(row.getString(2))) {
                        states.put(slot, row.getBytes(1));
                    }
                }
            }
        } catch (SQLException e) {
            limit.check();
            throw new SourceLost(
                    "%s does not show its slots: %s"
                            .formatted(order.source().member(), e.getMessage()));
        }
        if (states.isEmpty()) {
            throw new SourceLost(
                    order.source().member()
                            + " has none of the slots, or what they need of the log is gone here");
        }
        return states;
    }

    /** Whether the log that the slot decodes next is on our disk, on whatever timeline. */
    private boolean hasLog(String segment) throws IOException {
        Path log = server.settings().places().dataDirectory().resolve("pg_wal");
        try (Stream<Path> files = Files.list(log)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.length() == SEGMENT_NAME && name.endsWith(segment));
        }
    }
}
