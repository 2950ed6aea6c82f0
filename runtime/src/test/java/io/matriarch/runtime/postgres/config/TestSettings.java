package io.matriarch.runtime.postgres.config;

import io.matriarch.runtime.postgres.Account;
import io.matriarch.runtime.postgres.Accounts;
import io.matriarch.runtime.postgres.Endpoint;
import io.matriarch.runtime.postgres.Places;
import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.runtime.postgres.ScriptCommands;
import io.matriarch.value.MemberName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings of a member that never runs. */
public final class TestSettings {
    private TestSettings() {}

    public static PostgresSettings of(Path data, Map<String, String> parameters) {
        return of(
                data,
                parameters,
                Map.of(
                        "restore_command", "cp '/a/%f' %p",
                        "primary_conninfo", "host=wrong",
                        "recovery_target_lsn", "0/1"));
    }

    /** With such recovery settings in the member's own file. */
    public static PostgresSettings of(
            Path data, Map<String, String> parameters, Map<String, String> recovery) {
        return new PostgresSettings(
                "batman",
                new MemberName("n 1"),
                new Places(data, Path.of("/usr/bin"), data.resolveSibling("pgpass")),
                new Endpoint("10.0.0.1,127.0.0.1", 5433, "10.0.0.1:5433", "postgres", false),
                new Accounts(
                        new Account("postgres", "s:\\"),
                        new Account("rep", "r", new TreeMap<>(Map.of("sslmode", "require"))),
                        Optional.empty()),
                new TreeMap<>(parameters),
                new TreeMap<>(recovery),
                List.of("local all all peer"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(60),
                ScriptCommands.NONE);
    }
}
