package io.matriarch.runtime.postgres.slot;

import io.matriarch.action.PostgresAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.PostgresEvent;
import io.matriarch.runtime.postgres.probe.Connections;
import io.matriarch.state.SlotChange;
import io.matriarch.value.RequestId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Changes slots as ordered, on a thread of its own: each order is answered once. */
public final class SlotKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotKeeper.class);

    private final Connections connections;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("postgres-slots").factory());

    public SlotKeeper(Connections connections, Clock clock, Consumer<Event> sink) {
        this.connections = connections;
        this.clock = clock;
        this.sink = sink;
    }

    /** Begins the changes. */
    public void order(PostgresAction.KeepSlots order) {
        try {
            worker.execute(() -> tell(order.request(), carryOut(order.changes())));
        } catch (RejectedExecutionException _) {
            tell(order.request(), List.of("this agent ends"));
        }
    }

    /** Ends the thread; what the server has begun goes on. */
    @Override
    public void close() {
        worker.shutdownNow();
    }

    private List<String> carryOut(List<SlotChange> changes) {
        List<String> failures = new ArrayList<>();
        try (SlotSql sql = new SlotSql(connections)) {
            for (SlotChange change : changes) {
                carryOut(sql, change, failures);
            }
        } catch (SQLException e) {
            failures.add("slots cannot be changed: " + e.getMessage());
        }
        failures.forEach(LOG::warn);
        return failures;
    }

    private static void carryOut(SlotSql sql, SlotChange change, List<String> failures) {
        try {
            sql.carryOut(change);
            LOG.atLevel(change instanceof SlotChange.Advance ? Level.DEBUG : Level.INFO)
                    .log("slot {}: {} ({})", change.slot(), word(change), change.why());
        } catch (SQLException e) {
            failures.add(
                    "slot %s: cannot be %s: %s"
                            .formatted(change.slot(), word(change), e.getMessage()));
        }
    }

    private static String word(SlotChange change) {
        return switch (change) {
            case SlotChange.Drop _ -> "dropped";
            case SlotChange.MakePhysical _, SlotChange.MakeLogical _ -> "made";
            case SlotChange.Remake _ -> "made anew";
            case SlotChange.Advance(var _, var _, var to, var _) -> "moved to " + to;
        };
    }

    private void tell(RequestId request, List<String> failures) {
        sink.accept(new PostgresEvent.SlotsKept(clock.now(), request, failures));
    }
}
