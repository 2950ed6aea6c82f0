package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.config.UpstreamAddress;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.state.Upstream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Whether a source can be reached and is what work on our data needs, before any of it is lost. */
final class SourceCheck {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Server server;
    private final Upstream source;

    SourceCheck(Server server, Upstream source) {
        this.server = server;
        this.source = source;
    }

    /** Passes when a copy could begin. */
    void forCopy(Limit limit) throws CutException, OperationFailed, SourceLost {
        UpstreamAddress address = server.address(source);
        try (Connection connection =
                        server.connections().replication(address, limit.remaining(CONNECT));
                Statement statement = connection.createStatement()) {
            statement.execute("IDENTIFY_SYSTEM");
        } catch (SQLException e) {
            limit.check();
            throw new SourceLost(
                    "%s cannot be copied from: %s".formatted(source.member(), e.getMessage()));
        }
    }

    /**
     * Passes when the source is a primary whose control file has its present timeline: {@code
     * pg_rewind} reads nothing newer (PostgreSQL documentation, pg_rewind, notes).
     */
    void forRewind(Limit limit) throws CutException, OperationFailed, SourceLost {
        UpstreamAddress address = server.address(source);
        try (Connection connection =
                server.connections()
                        .remote(
                                server.settings().accounts().superuser(),
                                address,
                                limit.remaining())) {
            requirePrimary(connection, limit);
            Statements.run(connection, "CHECKPOINT", limit);
        } catch (SQLException e) {
            limit.check();
            withoutCheckpoint(address, limit, e);
        }
    }

    private void withoutCheckpoint(UpstreamAddress address, Limit limit, SQLException cause)
            throws CutException, OperationFailed, SourceLost {
        try (Connection connection =
                server.connections()
                        .remote(
                                server.settings().accounts().forRewind(),
                                address,
                                limit.remaining(CONNECT))) {
            requirePrimary(connection, limit);
            String upToDate =
                    Statements.value(
                            connection,
                            "SELECT timeline_id = ('x' || left(pg_walfile_name("
                                    + "pg_current_wal_lsn()), 8))::bit(32)::int"
                                    + " FROM pg_control_checkpoint()",
                            limit);
            if (!upToDate.equals("t")) {
                throw new SourceLost(
                        source.member() + " has not finished the checkpoint after its promotion");
            }
        } catch (SQLException _) {
            limit.check();
            throw new SourceLost(
                    "%s cannot be rewound to: %s".formatted(source.member(), cause.getMessage()));
        }
    }

    private void requirePrimary(Connection connection, Limit limit)
            throws SQLException, SourceLost {
        if (!Statements.value(connection, "SELECT pg_is_in_recovery()", limit).equals("f")) {
            throw new SourceLost(source.member() + " is in recovery, it is no primary");
        }
    }
}
