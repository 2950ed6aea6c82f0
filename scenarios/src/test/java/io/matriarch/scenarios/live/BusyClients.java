package io.matriarch.scenarios.live;

import io.matriarch.runtime.BootClock;
import io.matriarch.testing.MemberProcess;
import io.matriarch.value.Moment;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.PGConnection;

/**
 * Three clients that give a server no pause: one whose transactions wait in a row in the server's
 * socket, one whose loop inside the server commits without being asked, one that copies. Their rows
 * tell when they were committed.
 */
final class BusyClients implements AutoCloseable {
    /** The newest commit that the server has on its disk, by its own clock, in microseconds. */
    static final String NEWEST_COMMIT =
            "SELECT (extract(epoch FROM max(pg_xact_commit_timestamp(xmin))) * 1000000)::bigint"
                    + " FROM busy";

    private static final int ROW_OF_TRANSACTIONS = 200;
    private static final BootClock CLOCK = new BootClock();

    private final MemberProcess member;
    private final AtomicReference<Moment> acknowledged = new AtomicReference<>(Moment.ZERO);
    private volatile boolean closed;

    private BusyClients(MemberProcess member) {
        this.member = member;
    }

    /** Begins to write. */
    static BusyClients of(MemberProcess member) throws SQLException {
        try (Connection connection = member.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE busy (who text)");
        }
        BusyClients clients = new BusyClients(member);
        clients.begin("pipelined", clients::pipeline);
        clients.begin("loop", clients::loop);
        clients.begin("copy", clients::copy);
        return clients;
    }

    /** When the last commit was acknowledged to a client that asked for it. */
    Moment lastAcknowledged() {
        return acknowledged.get();
    }

    @Override
    public void close() {
        closed = true;
    }

    private interface Client {
        void run(Connection connection) throws Exception;
    }

    private void begin(String name, Client client) {
        Thread.ofPlatform()
                .daemon()
                .name(name)
                .start(() -> {
                    try (Connection connection = member.connect(Duration.ofMinutes(5))) {
                        client.run(connection);
                    } catch (Exception _) {
                        // Its server is gone: that is the story.
                    }
                });
    }

    private void pipeline(Connection connection) throws SQLException {
        String all = "BEGIN;INSERT INTO busy VALUES ('p');COMMIT;".repeat(ROW_OF_TRANSACTIONS);
        try (Statement statement = connection.createStatement()) {
            while (!closed) {
                statement.execute(all);
                acknowledge();
            }
        }
    }

    private void loop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "DO $$ BEGIN LOOP INSERT INTO busy VALUES ('l'); COMMIT; END LOOP; END $$");
        }
    }

    private void copy(Connection connection) throws Exception {
        String rows = "c\n".repeat(100);
        while (!closed) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY busy FROM STDIN", new StringReader(rows));
            acknowledge();
        }
    }

    private void acknowledge() {
        acknowledged.accumulateAndGet(CLOCK.now(), Moment::later);
    }
}
