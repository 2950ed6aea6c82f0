package io.matriarch.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.event.PostgresEvent;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.state.SyncNames;
import io.matriarch.testing.Await;
import io.matriarch.testing.PostgresFinder;
import io.matriarch.value.MemberName;
import io.matriarch.value.RequestId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a change of whom commits wait for is told to be done, on a real PostgreSQL. */
@Tag("live")
final class LocalSyncNamesTest extends OneMember {
    /**
     * What a WAL sender shows of the configuration that it has read itself; nothing before its
     * standby has said what it flushed.
     */
    private static final String PRIORITY =
            "SELECT sync_priority FROM pg_stat_replication WHERE application_name = 'w'";

    private static final String SENDER =
            "SELECT pid FROM pg_stat_replication WHERE application_name = 'w'"
                    + " AND state = 'streaming' AND flush_lsn IS NOT NULL";

    private static final SyncNames LISTED = SyncNames.all(List.of(new MemberName("w")));
    private static final SyncNames OTHERS = SyncNames.all(List.of(new MemberName("x")));

    private long requests = 1_000_000;
    private Process receiver;

    @BeforeEach
    void startWithAReceiver() throws Exception {
        start();
        receiver = receiver(directory.directory("w"));
        Await.until(
                PATIENCE,
                () -> {
                    a.execute("SELECT pg_switch_wal()");
                    return number(SENDER) > 0;
                });
    }

    @AfterEach
    void endReceiver() throws InterruptedException {
        receiver.destroyForcibly().waitFor();
    }

    @Test
    void itIsDoneOnceEveryWalSenderHasReadIt() throws Exception {
        Duration fastest = Duration.ofDays(1);
        for (int round = 0; round < 10; round++) {
            Duration one = change(LISTED);
            assertEquals(1, number(PRIORITY));
            Duration other = change(OTHERS);
            assertEquals(0, number(PRIORITY));
            fastest = shorter(fastest, shorter(one, other));
        }
        assertTrue(fastest.toMillis() < 1500, fastest::toString);
    }

    @Test
    void aWalSenderThatDoesNotReadItIsGivenTwoSeconds() throws Exception {
        change(OTHERS);
        long sender = number(SENDER);
        Signals.send(sender, Signals.STOP);
        try {
            Duration took = change(LISTED);
            assertEquals(0, number(PRIORITY));
            assertTrue(took.toMillis() >= 2000, took::toString);
        } finally {
            Signals.send(sender, Signals.CONTINUE);
        }
        Await.until(PATIENCE, () -> number(PRIORITY) == 1);
    }

    private Duration change(SyncNames names) {
        RequestId id = new RequestId(++requests);
        long before = System.nanoTime();
        a.port()
                .order(
                        new PostgresAction.SetSyncNames(
                                id, Optional.of(names), new Permit.NoneNeeded()));
        a.await(PostgresEvent.ReloadDone.class, event -> event.request().equals(id));
        return Duration.ofNanos(System.nanoTime() - before);
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = a.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    private Process receiver(Path log) throws IOException {
        Account account = a.settings().accounts().replication();
        String target =
                "host=127.0.0.1 port=%d user=%s application_name=w"
                        .formatted(a.settings().endpoint().port(), account.username());
        ProcessBuilder builder =
                new ProcessBuilder(
                        PostgresFinder.binDirectory().resolve("pg_receivewal").toString(),
                        "--no-loop",
                        "--synchronous",
                        "-D",
                        log.toString(),
                        "-d",
                        target);
        builder.environment().put("PGPASSWORD", account.password());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
