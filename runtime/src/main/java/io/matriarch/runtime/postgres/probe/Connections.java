package io.matriarch.runtime.postgres.probe;

import io.matriarch.runtime.postgres.Account;
import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.runtime.postgres.config.UpstreamAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens connections, each with bounds of its own. */
public final class Connections {
    /** libpq's keywords that pgjdbc knows by the same name. */
    private static final List<String> SHARED =
            List.of("sslmode", "sslcert", "sslkey", "sslrootcert", "sslpassword", "channelBinding");

    private final PostgresSettings settings;

    public Connections(PostgresSettings settings) {
        this.settings = settings;
    }

    /** To our own server as the superuser. */
    public Connection local(Duration bound, Duration statementTimeout) throws SQLException {
        return local(settings.endpoint().database(), bound, statementTimeout);
    }

    /** The same, to that database. */
    public Connection local(String database, Duration bound, Duration statementTimeout)
            throws SQLException {
        UpstreamAddress here =
                new UpstreamAddress(
                        settings.endpoint().localHost(), settings.endpoint().port(), database);
        Properties properties = properties(settings.accounts().superuser(), bound);
        PGProperty.APPLICATION_NAME.set(properties, "Matriarch heartbeat");
        PGProperty.OPTIONS.set(
                properties,
                "-c search_path=pg_catalog -c statement_timeout=" + statementTimeout.toMillis());
        return open(here, properties);
    }

    /** To another server, for SQL. */
    public Connection remote(Account account, UpstreamAddress server, Duration bound)
            throws SQLException {
        Properties properties = properties(account, bound);
        PGProperty.APPLICATION_NAME.set(properties, settings.member().text());
        PGProperty.OPTIONS.set(properties, "-c search_path=pg_catalog -c statement_timeout=0");
        String database = settings.endpoint().database();
        return open(new UpstreamAddress(server.host(), server.port(), database), properties);
    }

    /** To another server, for the replication protocol: what a copy needs. */
    public Connection replication(UpstreamAddress server, Duration bound) throws SQLException {
        Properties properties = properties(settings.accounts().replication(), bound);
        PGProperty.APPLICATION_NAME.set(properties, settings.member().text());
        PGProperty.REPLICATION.set(properties, "true");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        return open(server, properties);
    }

    /** To our own server, for the replication protocol, as the superuser. */
    public Connection localReplication(Duration bound) throws SQLException {
        Properties properties = properties(settings.accounts().superuser(), bound);
        PGProperty.APPLICATION_NAME.set(properties, "Matriarch heartbeat");
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        return open(
                new UpstreamAddress(
                        settings.endpoint().localHost(),
                        settings.endpoint().port(),
                        settings.endpoint().database()),
                properties);
    }

    private static Properties properties(Account account, Duration bound) {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, account.username());
        if (!account.password().isEmpty()) {
            PGProperty.PASSWORD.set(properties, account.password());
        }
        account.options().forEach((name, value) -> putShared(properties, name, value));
        int seconds = (int) Math.min(Integer.MAX_VALUE / 1000, Math.max(1, bound.toSeconds()));
        PGProperty.CONNECT_TIMEOUT.set(properties, Math.min(seconds, 3));
        PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
        return properties;
    }

    private static void putShared(Properties properties, String name, String value) {
        String ours = name.equals("channel_binding") ? "channelBinding" : name;
        if (SHARED.contains(ours)) {
            properties.setProperty(ours, value);
        }
    }

    private static Connection open(UpstreamAddress server, Properties properties)
            throws SQLException {
        String database = server.database().isEmpty() ? "postgres" : server.database();
        String url =
                "jdbc:postgresql://"
                        + server.urlHost()
                        + ":"
                        + server.port()
                        + "/"
                        + URLEncoder.encode(database, StandardCharsets.UTF_8);
        return new Driver().connect(url, properties);
    }
}
