package io.matriarch.runtime.postgres.access;

import io.matriarch.runtime.postgres.Account;
import io.matriarch.runtime.postgres.Accounts;
import io.matriarch.runtime.postgres.ServerVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes of a {@code pg_hba.conf} the one that is in force while clients are kept out. Standbys and
 * our own accounts connect as they always do, by the same first rule that fits; where it cannot be
 * told whether a rule is about such an account, it turns the account away; everybody else is turned
 * away. So nobody gets in whom the operators' file would not let in.
 */
public final class ClosedHba {
    private static final int MOST_DATABASES = 80;

    private final ServerVersion version;
    private final List<String> accounts;
    private final List<String> lines = new ArrayList<>();

    private ClosedHba(ServerVersion version, List<String> accounts) {
        this.version = version;
        this.accounts = accounts;
    }

    /**
     * The content of the closed file.
     *
     * @param file the operators' own, with an absolute path
     * @throws IOException when it cannot be read
     */
    public static byte[] of(Path file, Accounts accounts, ServerVersion version)
            throws IOException {
        List<String> names =
                Stream.concat(Stream.of(accounts.superuser()), accounts.rewind().stream())
                        .map(Account::username)
                        .map(HbaToken::bytewise)
                        .distinct()
                        .toList();
        ClosedHba closed = new ClosedHba(version, names);
        closed.lines.add("# Written by Matriarch: clients are kept out after a crash.");
        closed.lines.add("# The rules that count otherwise: " + HbaToken.bytewise(file.toString()));
        HbaFile.read(file, version).forEach(closed::add);
        closed.lines.add("local all all reject");
        closed.lines.add("host all all all reject");
        return (String.join("\n", closed.lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private void add(HbaLine line) {
        if (!line.isRule()) {
            lines.add(line.text());
            return;
        }
        List<HbaToken> streaming =
                line.databases().stream().filter(ClosedHba::isReplication).toList();
        if (!streaming.isEmpty()) {
            lines.add(
                    line.with(
                            streaming.subList(0, 1),
                            line.users().stream().map(HbaToken::written),
                            line.rest()));
        }
        Map<Naming, List<String>> named = new EnumMap<>(Naming.class);
        for (String account : accounts) {
            named.computeIfAbsent(Naming.of(line.users(), account, version), _ -> new ArrayList<>())
                    .add(account);
        }
        add(line, named.getOrDefault(Naming.YES, List.of()), line.rest());
        add(line, named.getOrDefault(Naming.UNTOLD, List.of()), line.rejection());
    }

    /** In several lines when the databases are many: older servers limit the length of one. */
    private void add(HbaLine line, List<String> users, String end) {
        List<HbaToken> databases =
                line.databases().stream().filter(one -> !isReplication(one)).toList();
        for (int i = 0; i < databases.size() && !users.isEmpty(); i += MOST_DATABASES) {
            int to = Math.min(i + MOST_DATABASES, databases.size());
            Stream<String> names = users.stream().map(HbaToken::quote);
            lines.add(line.with(databases.subList(i, to), names, end));
        }
    }

    private static boolean isReplication(HbaToken database) {
        return database.is("replication");
    }
}
