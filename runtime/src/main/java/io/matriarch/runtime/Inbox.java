package io.matriarch.runtime;

import io.matriarch.event.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Where adapters put events for the agent's one thread. */
public final class Inbox implements Consumer<Event> {
    private static final int ROOM = 10_000;

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(ROOM);
    private final Runnable whenFull;

    /**
     * @param whenFull called when an event finds no room. At most one request of each kind is under
     *     way, so that happens only if the loop hangs; to drop an answer would be worse than to
     *     end.
     */
    public Inbox(Runnable whenFull) {
        this.whenFull = whenFull;
    }

    @Override
    public void accept(Event event) {
        if (!events.offer(event)) {
            whenFull.run();
        }
    }

    /** The oldest event, waited for at most that long. */
    Optional<Event> next(Duration wait) throws InterruptedException {
        return Optional.ofNullable(events.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
    }

    boolean isEmpty() {
        return events.isEmpty();
    }
}
