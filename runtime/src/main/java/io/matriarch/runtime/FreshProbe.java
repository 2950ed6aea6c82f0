package io.matriarch.runtime;

import io.matriarch.action.PostgresAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.PostgresEvent;
import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.runtime.postgres.probe.Prober;
import io.matriarch.runtime.postgres.probe.UpstreamText;
import io.matriarch.runtime.postgres.process.CommandPrefix;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.state.Postgres;
import io.matriarch.value.RequestId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Looks at PostgreSQL for those who ask over HTTP: candidates compare log positions, which must be
 * newer than the loop's last look. The machine's own probes are no concern of it.
 */
final class FreshProbe implements AutoCloseable {
    /** Below the two seconds that a peer waits for an answer. */
    private static final Duration PATIENCE = Duration.ofMillis(1200);

    private final Prober prober;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<RequestId, CompletableFuture<Postgres>> waiting = new ConcurrentHashMap<>();
    private Optional<CompletableFuture<Postgres>> running = Optional.empty();
    private Optional<CompletableFuture<Postgres>> next = Optional.empty();

    FreshProbe(PostgresSettings settings, PostgresProcesses processes, Clock clock) {
        this.prober =
                new Prober(
                        settings,
                        processes,
                        new UpstreamText(),
                        clock,
                        this::take,
                        CommandPrefix.NONE);
    }

    /** What is found, within the time that {@link Prober#BOUND} allows. */
    Optional<Postgres> look() {
        return look(Prober.BOUND.plusMillis(100));
    }

    /** What is found; empty when that takes too long for a peer. */
    Optional<Postgres> lookQuickly() {
        return look(PATIENCE);
    }

    private Optional<Postgres> look(Duration patience) {
        try {
            return Optional.of(shared().get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Many may ask at once; a look that has not begun when they ask serves them all. */
    private synchronized CompletableFuture<Postgres> shared() {
        CompletableFuture<Postgres> look = next.orElseGet(CompletableFuture::new);
        next = Optional.of(look);
        if (running.isEmpty()) {
            begin();
        }
        return look;
    }

    private void begin() {
        running = next;
        next = Optional.empty();
        running.ifPresent(look -> {
            RequestId number = new RequestId(numbers.incrementAndGet());
            waiting.put(number, look);
            prober.order(new PostgresAction.Probe(number, true));
        });
    }

    private void take(Event event) {
        if (event instanceof PostgresEvent.PostgresProbed probed) {
            CompletableFuture<Postgres> look = waiting.remove(probed.request());
            synchronized (this) {
                begin();
            }
            if (look != null) {
                look.complete(probed.found());
            }
        }
    }

    @Override
    public void close() {
        prober.close();
    }
}
