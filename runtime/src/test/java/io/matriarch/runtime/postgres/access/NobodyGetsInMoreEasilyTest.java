package io.matriarch.runtime.postgres.access;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.runtime.postgres.Account;
import io.matriarch.runtime.postgres.Accounts;
import io.matriarch.runtime.postgres.ServerVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The closed file and the operators' own, asked about the same connections by first match. */
class NobodyGetsInMoreEasilyTest {
    private static final ServerVersion VERSION = new ServerVersion(17);
    private static final String TURNED_AWAY = "reject";
    private static final List<String> USERS = List.of("postgres", "rewinder", "rep", "app");
    private static final List<String> DATABASES = List.of("replication", "app", "other");
    private static final List<String> ADDRESSES = List.of("10.0.0.1/32", "10.0.0.2/32");

    /** Who is a member of role g: nobody can tell from the file. */
    record Members(Set<String> ofG) {}

    @Property(tries = 500)
    void standbysAreTreatedAlikeOursAlikeOrTurnedAwayAndOthersTurnedAway(
            @ForAll("files") List<String> rules, @ForAll("members") Members members)
            throws IOException {
        Path file = Files.createTempFile("hba", ".conf");
        try {
            Files.writeString(file, String.join("\n", rules));
            List<HbaLine> theirs = HbaFile.read(file, VERSION);
            Accounts accounts =
                    new Accounts(
                            new Account("postgres", ""),
                            new Account("rep", ""),
                            Optional.of(new Account("rewinder", "")));
            Files.write(file, ClosedHba.of(file, accounts, VERSION));
            check(theirs, HbaFile.read(file, VERSION), members);
        } finally {
            Files.delete(file);
        }
    }

    private static void check(List<HbaLine> theirs, List<HbaLine> closed, Members members) {
        for (String user : USERS) {
            for (String database : DATABASES) {
                for (String address : ADDRESSES) {
                    String before = method(theirs, database, user, address, members);
                    String after = method(closed, database, user, address, members);
                    boolean ours = user.equals("postgres") || user.equals("rewinder");
                    boolean right =
                            database.equals("replication")
                                    ? after.equals(before)
                                    : ours && after.equals(before) || after.equals(TURNED_AWAY);
                    assertTrue(right, user + "@" + database + ": " + before + " -> " + after);
                }
            }
        }
    }

    private static String method(
            List<HbaLine> lines, String database, String user, String address, Members members) {
        return lines.stream()
                .filter(line ->
                        line.databases().stream().anyMatch(one -> fitsDatabase(one, database)))
                .filter(line -> line.users().stream().anyMatch(one -> fitsUser(one, user, members)))
                .filter(line -> line.type().equals("host"))
                .filter(line ->
                        Set.of("all", address).contains(line.fields().get(3).getFirst().text()))
                .map(line -> line.fields().get(4).getFirst().text())
                .findFirst()
                .orElse(TURNED_AWAY);
    }

    private static boolean fitsDatabase(HbaToken token, String database) {
        if (database.equals("replication")) {
            return token.is("replication");
        }
        return token.is("all") || !token.is("replication") && token.text().equals(database);
    }

    private static boolean fitsUser(HbaToken token, String user, Members members) {
        if (token.text().startsWith("/")) {
            return Pattern.compile(token.text().substring(1)).matcher(user).find();
        }
        return token.is("all")
                || token.is("+g") && members.ofG().contains(user)
                || token.text().equals(user);
    }

    @Provide
    Arbitrary<Members> members() {
        return Arbitraries.of(USERS).set().map(Members::new);
    }

    @Provide
    Arbitrary<List<String>> files() {
        Arbitrary<String> users =
                Arbitraries.of(
                        "all",
                        "postgres",
                        "rewinder",
                        "rep",
                        "app",
                        "\"all\"",
                        "+g",
                        "/^re",
                        "/^(re|app)",
                        "/.*p$",
                        "\"+g\"");
        Arbitrary<String> databases =
                Arbitraries.of("all", "replication", "app", "other", "\"replication\"");
        return Combinators.combine(
                        databases.list().ofMinSize(1).ofMaxSize(2),
                        users.list().ofMinSize(1).ofMaxSize(2),
                        Arbitraries.of("all", "10.0.0.1/32", "10.0.0.2/32"),
                        Arbitraries.of("trust", "md5", "scram-sha-256", TURNED_AWAY))
                .as((of, who, where, how) ->
                        "host "
                                + String.join(",", of)
                                + " "
                                + String.join(", ", who)
                                + " "
                                + where
                                + " "
                                + how)
                .list()
                .ofMaxSize(6);
    }
}
