package io.matriarch.runtime.postgres.slot;

import io.matriarch.runtime.postgres.probe.Connections;
import io.matriarch.state.SlotChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One change as SQL (PostgreSQL documentation 9.28.6). Each statement does nothing where the change
 * is done already.
 */
final class SlotSql implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A logical slot waits for all running transactions, and moving one reads all log between. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String IN_USE =
            "SELECT active FROM pg_replication_slots WHERE slot_name = ?";
    private static final String DROP =
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                    + " WHERE slot_name = ?";
    private static final String MAKE_PHYSICAL =
            "SELECT pg_create_physical_replication_slot(?, true) WHERE NOT EXISTS"
                    + " (SELECT 1 FROM pg_replication_slots WHERE slot_name = ?)";
    private static final String MAKE_LOGICAL =
            "SELECT pg_create_logical_replication_slot(?, ?) WHERE NOT EXISTS"
                    + " (SELECT 1 FROM pg_replication_slots WHERE slot_name = ?)";
    private static final String ADVANCE =
            "SELECT pg_replication_slot_advance(slot_name, ?::pg_lsn) FROM pg_replication_slots"
                    + " WHERE slot_name = ? AND coalesce(confirmed_flush_lsn, restart_lsn)"
                    + " < ?::pg_lsn";

    private final Connections connections;
    private final Connection here;

    SlotSql(Connections connections) throws SQLException {
        this.connections = connections;
        this.here = connections.local(CONNECT, LONGEST);
    }

    void carryOut(SlotChange change) throws SQLException {
        String slot = change.slot();
        switch (change) {
            case SlotChange.Drop _ -> drop(slot);
            case SlotChange.MakePhysical _ -> run(here, MAKE_PHYSICAL, slot, slot);
            case SlotChange.Remake _ -> {
                drop(slot);
                run(here, MAKE_PHYSICAL, slot, slot);
            }
            case SlotChange.MakeLogical(var _, String database, String plugin, var _) -> {
                try (Connection there = connections.local(database, CONNECT, LONGEST)) {
                    run(there, MAKE_LOGICAL, slot, plugin, slot);
                }
            }
            case SlotChange.Advance one -> advance(one);
        }
    }

    @Override
    public void close() throws SQLException {
        here.close();
    }

    private void drop(String slot) throws SQLException {
        refuseIfInUse(slot);
        run(here, DROP, slot);
    }

    private void advance(SlotChange.Advance change) throws SQLException {
        String to = change.to().toString();
        refuseIfInUse(change.slot());
        if (change.database().isEmpty()) {
            run(here, ADVANCE, to, change.slot(), to);
        } else {
            try (Connection there = connections.local(change.database(), CONNECT, LONGEST)) {
                run(there, ADVANCE, to, change.slot(), to);
            }
        }
    }

    /** The functions would wait for its user, or fail; either tells less. */
    private void refuseIfInUse(String slot) throws SQLException {
        try (PreparedStatement statement = here.prepareStatement(IN_USE)) {
            statement.setString(1, slot);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next() && row.getBoolean(1)) {
                    throw new SQLException("it is in use");
                }
            }
        }
    }

    private static void run(Connection connection, String sql, String... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
