package io.matriarch.runtime.postgres.probe;

import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** The one kept connection to our server. One thread asks; another may abort. */
final class Heartbeat {
    private static final Duration BOUND = Duration.ofSeconds(2);

    private final Connections connections;
    private volatile Optional<Connection> kept = Optional.empty();
    private Optional<Timeline> identified = Optional.empty();
    private Lsn identifiedAt = Lsn.ZERO;

    Heartbeat(Connections connections) {
        this.connections = connections;
    }

    /** Asks once; a kept connection that broke is replaced by a new one first. */
    ServerAnswer ask(boolean receiverTellsWritten, boolean standbys) throws SQLException {
        String query = ServerAnswer.query(receiverTellsWritten, standbys);
        if (kept.isPresent()) {
            try {
                return ask(kept.get(), query);
            } catch (SQLException e) {
                drop();
                if (!isBroken(e)) {
                    throw e;
                }
            }
        }
        Connection fresh = connections.local(BOUND, BOUND);
        kept = Optional.of(fresh);
        try {
            return ask(fresh, query);
        } catch (SQLException e) {
            drop();
            throw e;
        }
    }

    /**
     * The timeline that a standby replays, as the replication protocol tells it; asked again only
     * when it has replayed more. Empty when it cannot be told.
     */
    Optional<Timeline> replaying(Lsn replayed) {
        if (identified.isPresent() && replayed.equals(identifiedAt)) {
            return identified;
        }
        try (Connection connection = connections.localReplication(BOUND);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
            if (row.next() && row.getInt("timeline") > 0) {
                identified = Optional.of(new Timeline(row.getInt("timeline")));
                identifiedAt = replayed;
                return identified;
            }
        } catch (SQLException _) {
            // All WAL senders taken, or shutting down: the control file has to do.
        }
        return Optional.empty();
    }

    /** Ends what is being asked, from another thread. */
    void abort() {
        Optional<Connection> connection = kept;
        kept = Optional.empty();
        if (connection.isPresent()) {
            try {
                connection.get().abort(Runnable::run);
            } catch (SQLException _) {
                // It was closed already.
            }
        }
    }

    void drop() {
        Optional<Connection> connection = kept;
        kept = Optional.empty();
        identified = Optional.empty();
        if (connection.isPresent()) {
            try {
                connection.get().close();
            } catch (SQLException _) {
                // It is given up either way.
            }
        }
    }

    private static ServerAnswer ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new SQLException("the server returned no row");
            }
            return ServerAnswer.read(row);
        }
    }

    /** The server ended the connection, as at a restart; a time-out is not that. */
    private static boolean isBroken(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        return !ConnectFault.isTimeout(e) && (state.startsWith("08") || state.startsWith("57P"));
    }
}
