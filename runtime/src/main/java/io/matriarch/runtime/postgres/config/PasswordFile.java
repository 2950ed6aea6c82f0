package io.matriarch.runtime.postgres.config;

import io.matriarch.runtime.postgres.Account;
import io.matriarch.runtime.postgres.Accounts;
import io.matriarch.runtime.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The password file through which libpq finds our passwords for an upstream (PostgreSQL
 * documentation 34.16): they stand in no configuration file and in no argument.
 */
public final class PasswordFile {
    private PasswordFile() {}

    /** Writes it for one server. */
    public static void write(PostgresSettings settings, UpstreamAddress server) throws IOException {
        write(settings, List.of(server));
    }

    /** Writes it for several. */
    public static void write(PostgresSettings settings, List<UpstreamAddress> servers)
            throws IOException {
        String text =
                servers.stream()
                        .map(server -> text(settings.accounts(), server))
                        .collect(Collectors.joining());
        OwnedFiles.replacePrivate(settings.places().pgpass(), text);
    }

    /** The keyword that names it, for an account that has a password. */
    static List<String> keyword(Account account, Path pgpass) {
        return account.password().isEmpty() ? List.of() : List.of("passfile", pgpass.toString());
    }

    static String text(Accounts accounts, UpstreamAddress server) {
        Set<String> lines = new LinkedHashSet<>();
        Stream.concat(
                        Stream.of(accounts.replication(), accounts.superuser()),
                        accounts.rewind().stream())
                .filter(account -> !account.password().isEmpty())
                .forEach(account -> lines.add(line(account, server)));
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String line(Account account, UpstreamAddress server) {
        return String.join(
                ":",
                escape(server.host()),
                Integer.toString(server.port()),
                "*",
                escape(account.username()),
                escape(account.password()));
    }

    private static String escape(String field) {
        return field.replace("\\", "\\\\").replace(":", "\\:");
    }
}
