package io.matriarch.demo;

import io.matriarch.testing.MemberProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that writes a row every ten milliseconds to whichever member accepts it, and knows the
 * longest time for which none did.
 */
final class OutageMeter implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final List<MemberProcess> members;
    private final Thread writer;
    private volatile boolean running = true;
    private long lastSuccess = System.nanoTime();
    private long longestGap;
    private long rows;

    OutageMeter(List<MemberProcess> members) {
        this.members = members;
        this.writer = Thread.ofPlatform().daemon().name("writer").start(this::write);
    }

    /** Forgets the gaps so far. */
    synchronized void reset() {
        lastSuccess = System.nanoTime();
        longestGap = 0;
    }

    /** The longest gap between two acknowledged rows since the last reset. */
    synchronized Duration longestGap() {
        return Duration.ofNanos(Math.max(longestGap, System.nanoTime() - lastSuccess));
    }

    /** How many rows were acknowledged. */
    synchronized long rows() {
        return rows;
    }

    private void write() {
        int next = 0;
        while (running) {
            MemberProcess member = members.get(next++ % members.size());
            try (Connection connection = member.connect(BOUND);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS demo (at timestamptz)");
                while (running) {
                    statement.execute("INSERT INTO demo VALUES (clock_timestamp())");
                    succeeded();
                    pause();
                }
            } catch (SQLException e) {
                pause();
            }
        }
    }

    private synchronized void succeeded() {
        long now = System.nanoTime();
        longestGap = Math.max(longestGap, now - lastSuccess);
        lastSuccess = now;
        rows++;
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    @Override
    public void close() {
        running = false;
    }
}
