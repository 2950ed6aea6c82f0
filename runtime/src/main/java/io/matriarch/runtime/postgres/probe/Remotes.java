package io.matriarch.runtime.postgres.probe;

import io.matriarch.runtime.postgres.config.UpstreamAddress;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.Remote;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Servers outside, asked by the replication protocol, for which the replication role is enough
 * (PostgreSQL documentation 54.4).
 */
public final class Remotes {
    private static final Duration QUESTION = Duration.ofSeconds(3);

    private final Connections connections;

    public Remotes(Connections connections) {
        this.connections = connections;
    }

    /** The first one that accepts writes; the very first when none says so. */
    public UpstreamAddress primary(List<UpstreamAddress> servers) {
        for (UpstreamAddress server : servers) {
            try (Connection connection = connections.replication(server, QUESTION)) {
                if (isPrimary(connection)) {
                    return server;
                }
            } catch (SQLException _) {
                continue; // the next one may answer
            }
        }
        return servers.getFirst();
    }

    /** What one of them is: of several the one that accepts writes. */
    Remote.Answer look(List<UpstreamAddress> servers) {
        String why = "section standby_cluster names no server";
        for (UpstreamAddress server : servers) {
            try (Connection connection = connections.replication(server, QUESTION)) {
                boolean primary = isPrimary(connection);
                if (primary || servers.size() == 1) {
                    return told(connection, primary);
                }
                why = server.url() + " is in recovery";
            } catch (SQLException | IllegalArgumentException e) {
                why = server.url() + ": " + e.getMessage();
            }
        }
        return new Remote.Silent(why);
    }

    private static Remote.Answer told(Connection connection, boolean primary) throws SQLException {
        String systemId;
        Timeline timeline;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
            if (!row.next()) {
                return new Remote.Silent("IDENTIFY_SYSTEM brings no row");
            }
            systemId = row.getString("systemid");
            timeline = new Timeline(row.getInt("timeline"));
        }
        return new Remote.Told(
                new SystemId(systemId), timeline, primary, history(connection, timeline));
    }

    private static List<HistoryLine> history(Connection connection, Timeline timeline)
            throws SQLException {
        if (timeline.equals(Timeline.FIRST)) {
            return List.of();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("TIMELINE_HISTORY " + timeline.number())) {
            Optional<String> content =
                    row.next() ? Optional.ofNullable(row.getString(2)) : Optional.empty();
            return HistoryFile.parse(
                    content.map(String::lines).orElse(List.<String>of().stream()).toList(), "");
        }
    }

    /** A transaction of a server in recovery is read-only; libpq asks the same. */
    static boolean isPrimary(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW transaction_read_only")) {
            return row.next() && row.getString(1).equals("off");
        }
    }
}
