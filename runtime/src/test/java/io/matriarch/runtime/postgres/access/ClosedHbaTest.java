package io.matriarch.runtime.postgres.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.runtime.postgres.Account;
import io.matriarch.runtime.postgres.Accounts;
import io.matriarch.runtime.postgres.ServerVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an operators' file while clients are kept out, line by line. */
class ClosedHbaTest {
    private static final ServerVersion V15 = new ServerVersion(15);
    private static final ServerVersion V16 = new ServerVersion(16);

    @TempDir Path directory;

    @Test
    void aRuleForEverybodyBecomesOneForOurAccounts() throws IOException {
        assertEquals(
                List.of(
                        "local all \"postgres\",\"rewinder\" peer",
                        "host all \"postgres\",\"rewinder\" 10.0.0.0/8  md5   # office"),
                closed(V15, "local all all peer", "host\tall  all 10.0.0.0/8  md5   # office"));
    }

    @Test
    void aRuleForStandbysStaysWholeAndIsSplitFromOneForClients() throws IOException {
        assertEquals(
                List.of(
                        "host replication rep,+streams 10.0.0.0/8 scram-sha-256",
                        "host replication all samenet md5",
                        "host app,\"replication\" \"postgres\",\"rewinder\" samenet md5"),
                closed(
                        V15,
                        "host replication rep,+streams 10.0.0.0/8 scram-sha-256",
                        "host app,replication,\"replication\" all samenet md5"));
    }

    @Test
    void aRuleForSomebodyElseIsLeftOut() throws IOException {
        assertEquals(
                List.of("host all \"postgres\" all cert map=m"),
                closed(
                        V15,
                        "host all app,\"all\",Postgres all trust",
                        "host all app, postgres all cert map=m",
                        "host all \"postgre\"\"s\" all trust"));
    }

    @Test
    void whereOnlyTheServerKnowsWhomARuleMeansOurAccountsAreTurnedAway() throws IOException {
        assertEquals(
                List.of(
                        "local all \"postgres\",\"rewinder\" reject",
                        "hostssl a,\"b c\" \"postgres\",\"rewinder\" 10.0.0.1 255.255.255.0 reject",
                        "host all \"postgres\" ::1/128 trust",
                        "host all \"rewinder\" ::1/128 reject"),
                closed(
                        V15,
                        "local all +dba peer",
                        "hostssl a,\"b c\" +dba 10.0.0.1 255.255.255.0 cert clientcert=verify-full",
                        "host all +dba,postgres ::1/128 trust"));
    }

    @Test
    void patternsAreNamesBeforeVersion16AndAreToldWhereThatIsSafe() throws IOException {
        String[] rules = {
            "host all /^app_.*$ all md5", "host all /^re.*er$ all md5", "host all /^(re|x) all md5"
        };
        assertEquals(List.of(), closed(V15, rules));
        assertEquals(
                List.of(
                        "host all \"rewinder\" all md5",
                        "host all \"postgres\",\"rewinder\" all reject"),
                closed(V16, rules));
    }

    @Test
    void namesInFilesAndIncludedFilesAreFollowed() throws IOException {
        write("admins", "postgres # us\napp, @more\n");
        write("more", "rewinder\n");
        write("extra.conf", "host all all samehost trust\n");
        Files.createDirectory(directory.resolve("d"));
        write("d/b.conf", "host b all all md5\n");
        write("d/a.conf", "host a all all md5\n");
        write("d/.c.conf", "host c all all md5\n");
        write("d/e.off", "host e all all md5\n");
        assertEquals(
                List.of(
                        "host all \"postgres\",\"rewinder\" all md5",
                        "host all \"postgres\",\"rewinder\" samehost trust",
                        "host a \"postgres\",\"rewinder\" all md5",
                        "host b \"postgres\",\"rewinder\" all md5"),
                closed(
                        V16,
                        "host all @admins all md5",
                        "include extra.conf",
                        "include_if_exists nothing.conf",
                        "include_dir d"));
    }

    @Test
    void whatIsNoRuleIsLeftForPostgresqlToComplainOf() throws IOException {
        assertEquals(
                List.of(
                        "hots all all all md5",
                        "host all all",
                        "host all @missing all md5",
                        "include \"" + directory.resolve("missing.conf") + "\""),
                closed(
                        V16,
                        "hots all all all md5",
                        "host all all",
                        "host all @missing all md5",
                        "include missing.conf"));
        assertEquals(List.of("include x"), closed(V15, "include x"));
    }

    @Test
    void aBackslashContinuesALineFromVersion14On() throws IOException {
        assertEquals(
                List.of("host all \"postgres\",\"rewinder\" all md5"),
                closed(V15, "# comment \\", "that goes on", "host all \\", "all all md5"));
        assertEquals(
                List.of("that goes on", "host all \\", "all all md5"),
                closed(
                        new ServerVersion(13),
                        "# comment \\",
                        "that goes on",
                        "host all \\",
                        "all all md5"));
    }

    @Test
    void manyDatabasesTakeSeveralLines() throws IOException {
        String many = String.join(",", java.util.Collections.nCopies(100, "d"));
        List<String> lines = closed(V15, "host " + many + " all all md5");
        assertEquals(2, lines.size());
        assertEquals(
                "host "
                        + String.join(",", java.util.Collections.nCopies(20, "d"))
                        + " \"postgres\",\"rewinder\" all md5",
                lines.getLast());
    }

    @Test
    void aNameOfAnyEncodingIsRecognized() throws IOException {
        byte[] file = bytes("host all Jörg all md5", new Account("Jörg", ""), V15);
        assertEquals(
                "host all \"Jörg\" all md5",
                new String(file, StandardCharsets.UTF_8).lines().toList().get(2));
    }

    private List<String> closed(ServerVersion version, String... rules) throws IOException {
        byte[] file = bytes(String.join("\n", rules), new Account("postgres", ""), version);
        List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
        assertEquals(
                List.of("local all all reject", "host all all all reject"),
                lines.subList(lines.size() - 2, lines.size()));
        return lines.subList(2, lines.size() - 2);
    }

    private byte[] bytes(String rules, Account superuser, ServerVersion version)
            throws IOException {
        return ClosedHba.of(
                write("pg_hba.conf", rules),
                new Accounts(
                        superuser,
                        new Account("replicator", ""),
                        Optional.of(new Account("rewinder", ""))),
                version);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
