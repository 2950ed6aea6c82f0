package io.matriarch.runtime.postgres.probe;

import io.matriarch.runtime.postgres.config.UpstreamAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Asks the PostgreSQL at a {@code conn_url} whether it accepts writes, past its agent. One that
 * does not answer within two seconds, or lets nobody in, does not say so.
 */
public final class WritableServer implements Predicate<String> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Connections connections;

    public WritableServer(Connections connections) {
        this.connections = connections;
    }

    @Override
    public boolean test(String connUrl) {
        try (Connection connection =
                connections.replication(UpstreamAddress.parse(connUrl), PATIENCE)) {
            return Remotes.isPrimary(connection);
        } catch (SQLException | IllegalArgumentException _) {
            return false;
        }
    }
}
