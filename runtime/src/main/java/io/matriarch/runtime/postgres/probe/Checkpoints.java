package io.matriarch.runtime.postgres.probe;

import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.PostgresEvent;
import io.matriarch.value.RequestId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Checkpoints that are ordered of a running server, on a thread and a connection of their own. */
public final class Checkpoints implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A checkpoint of a large cache may take that long on a slow disk. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Connections connections;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "postgres-checkpoint");
                thread.setDaemon(true);
                return thread;
            });

    public Checkpoints(Connections connections, Clock clock, Consumer<Event> sink) {
        this.connections = connections;
        this.clock = clock;
        this.sink = sink;
    }

    /** Begins one: {@code CheckpointEnded}, once. */
    public void order(RequestId request) {
        try {
            worker.execute(() -> tell(request, checkpoint()));
        } catch (RejectedExecutionException _) {
            tell(request, "this agent ends");
        }
    }

    /** Ends the thread; a checkpoint that the server has begun goes on. */
    @Override
    public void close() {
        worker.shutdownNow();
    }

    private String checkpoint() {
        try (Connection connection = connections.local(CONNECT, LONGEST);
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
            return "";
        } catch (SQLException e) {
            return "CHECKPOINT failed: " + e.getMessage();
        }
    }

    private void tell(RequestId request, String failure) {
        sink.accept(new PostgresEvent.CheckpointEnded(clock.now(), request, failure));
    }
}
