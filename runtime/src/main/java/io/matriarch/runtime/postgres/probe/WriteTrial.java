package io.matriarch.runtime.postgres.probe;

import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.PostgresEvent;
import io.matriarch.event.PostgresEvent.Result;
import io.matriarch.value.RequestId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Whether a commit reaches the disk of a running primary: a message in its log that nobody reads,
 * flushed to this disk and waiting for no standby. The thread hangs for as long as the disk does.
 */
public final class WriteTrial implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** No bound of ours: how long is too long is for a rule to say. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /** PostgreSQL documentation, error codes: disk_full. */
    private static final String DISK_FULL = "53100";

    private final Connections connections;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "postgres-write");
                thread.setDaemon(true);
                return thread;
            });

    public WriteTrial(Connections connections, Clock clock, Consumer<Event> sink) {
        this.connections = connections;
        this.clock = clock;
        this.sink = sink;
    }

    /** Begins one: {@code WriteTried}, once, when it comes back. */
    public void order(RequestId request) {
        try {
            worker.execute(() -> tell(request, write()));
        } catch (RejectedExecutionException _) {
            tell(request, Result.UNTRIED);
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    private Result write() {
        try (Connection connection = connections.local(CONNECT, LONGEST);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN READ WRITE");
            statement.execute("SET LOCAL synchronous_commit = local");
            statement.execute("SELECT pg_logical_emit_message(true, 'matriarch', 'write')");
            statement.execute("COMMIT");
            return Result.DONE;
        } catch (SQLException e) {
            return DISK_FULL.equals(e.getSQLState()) ? Result.DISK_FULL : Result.UNTRIED;
        }
    }

    private void tell(RequestId request, Result result) {
        sink.accept(new PostgresEvent.WriteTried(clock.now(), request, result));
    }
}
