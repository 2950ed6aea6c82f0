package io.matriarch.scenarios.live;

import io.matriarch.testing.MemberProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** A client that inserts numbered rows into one member and remembers which were acknowledged. */
final class Rows implements AutoCloseable {
    private static final long PAUSE_NANOS = 2_000_000;

    private final MemberProcess member;
    private final Set<Integer> acknowledged = new TreeSet<>();
    private final Thread writer;
    private volatile boolean running = true;

    private Rows(MemberProcess member) {
        this.member = member;
        this.writer = Thread.ofPlatform().daemon().name("rows").start(this::write);
    }

    /** Creates the table and begins to insert. */
    static Rows into(MemberProcess member) throws SQLException {
        try (Connection connection = member.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS rows (id int PRIMARY KEY)");
        }
        return new Rows(member);
    }

    synchronized int count() {
        return acknowledged.size();
    }

    /** The acknowledged rows that this member does not have. */
    synchronized Set<Integer> missingOn(MemberProcess other) throws SQLException {
        Set<Integer> missing = new TreeSet<>(acknowledged);
        try (Connection connection = other.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM rows")) {
            while (row.next()) {
                missing.remove(row.getInt(1));
            }
        }
        return missing;
    }

    private void write() {
        try (Connection connection = member.connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO rows VALUES (?)")) {
            for (int id = 1; running; id++) {
                insert.setInt(1, id);
                insert.execute();
                acknowledge(id);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (SQLException e) {
            // the end of this client: its server is gone
        }
    }

    private synchronized void acknowledge(int id) {
        acknowledged.add(id);
    }

    @Override
    public void close() {
        running = false;
    }
}
