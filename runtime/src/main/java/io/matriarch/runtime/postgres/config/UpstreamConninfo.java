package io.matriarch.runtime.postgres.config;

import io.matriarch.runtime.postgres.Account;
import io.matriarch.runtime.postgres.PostgresSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Connection strings to other members, in Patroni's order of keywords (contract 4.7). */
public final class UpstreamConninfo {
    private final PostgresSettings settings;

    public UpstreamConninfo(PostgresSettings settings) {
        this.settings = settings;
    }

    /** {@code primary_conninfo}: as the replication role. */
    public Conninfo streaming(UpstreamAddress server) {
        Map<String, String> values =
                values(settings.accounts().replication(), server.database(), server);
        values.put("application_name", settings.member().text());
        return new Conninfo(values);
    }

    /**
     * {@code primary_conninfo} to one of several servers outside: of these only the one that
     * accepts writes (contract 2.22).
     */
    public Conninfo streaming(List<UpstreamAddress> servers) {
        Map<String, String> values = new LinkedHashMap<>(streaming(servers.getFirst()).values());
        if (servers.size() > 1) {
            values.put("host", joined(servers, UpstreamAddress::host));
            values.put("port", joined(servers, one -> Integer.toString(one.port())));
            values.put("target_session_attrs", "read-write");
        }
        return new Conninfo(values);
    }

    private static String joined(
            List<UpstreamAddress> servers, Function<UpstreamAddress, String> part) {
        return servers.stream().map(part).collect(Collectors.joining(","));
    }

    /** For {@code pg_basebackup}: as the replication role, to no database. */
    public Conninfo copying(UpstreamAddress server) {
        Map<String, String> values = values(settings.accounts().replication(), "", server);
        values.put("application_name", settings.member().text());
        return new Conninfo(values);
    }

    /** For {@code pg_rewind}: only to a server that accepts writes. */
    public Conninfo rewinding(UpstreamAddress server) {
        Map<String, String> values =
                values(settings.accounts().forRewind(), settings.endpoint().database(), server);
        values.put("target_session_attrs", "read-write");
        return new Conninfo(values);
    }

    private Map<String, String> values(Account account, String database, UpstreamAddress server) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!database.isEmpty()) {
            values.put("dbname", database);
        }
        values.put("user", account.username());
        List<String> passfile = PasswordFile.keyword(account, settings.places().pgpass());
        if (!passfile.isEmpty()) {
            values.put(passfile.getFirst(), passfile.getLast());
        }
        values.put("host", server.host());
        values.put("port", Integer.toString(server.port()));
        values.put("sslmode", account.options().getOrDefault("sslmode", "prefer"));
        account.options().forEach(values::putIfAbsent);
        return values;
    }
}
