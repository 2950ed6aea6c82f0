package io.matriarch.runtime.dcs;

import io.matriarch.action.DcsAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.runtime.dcs.session.Link;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries requests out one after the other, in the order of sending, and answers each exactly once
 * within its time. One at a time, since several of them take more than one round trip and the next
 * must not overtake them. A request whose permit ends while it waits is not sent.
 */
final class RequestQueue {
    private final Supplier<Optional<Link>> link;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final Carrier carrier;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Optional<Running> running = Optional.empty();
    private Optional<Moment> silentSince = Optional.empty();
    private Moment newestAnswered = Moment.ZERO;
    private boolean pumping;

    /** Sends a request; the future ends with its conclusion, or fails when that is unknown. */
    interface Carrier {
        CompletableFuture<Conclusion> carry(DcsAction request, Sent sent, Link link);
    }

    private record Waiting(DcsAction request, Moment due) {}

    private record Running(Sent sent, Moment due) {}

    RequestQueue(
            Supplier<Optional<Link>> link, Clock clock, Consumer<Event> sink, Carrier carrier) {
        this.link = link;
        this.clock = clock;
        this.sink = sink;
        this.carrier = carrier;
    }

    /**
     * Takes a request in.
     *
     * @param within how long it may take
     */
    synchronized void submit(DcsAction request, Duration within) {
        if (link.get().isEmpty()) {
            unsent(request, "not connected");
            return;
        }
        waiting.add(new Waiting(request, clock.now().plus(within)));
        pump();
    }

    /** Answers what has run out of time. */
    synchronized void expire() {
        Moment now = clock.now();
        if (running.isPresent() && now.hasReached(running.get().due())) {
            emit(running.get().sent().failed("no answer in time"));
            running = Optional.empty();
        }
        pump();
    }

    /**
     * Whether an answer to it is still awaited. One that was given up must change nothing any more:
     * a later request may have been confirmed since, which counts as proof of that.
     */
    synchronized boolean awaits(Sent sent) {
        return running.filter(one -> one.sent().equals(sent))
                .filter(one -> clock.now().isBefore(one.due()))
                .isPresent();
    }

    /** The connection is over: nothing sent on it will be answered any more. */
    synchronized void connectionOver(String why) {
        silentSince = Optional.empty();
        Optional<Running> last = running;
        running = Optional.empty();
        last.ifPresent(one -> emit(one.sent().failed(why)));
        while (!waiting.isEmpty()) {
            unsent(waiting.remove().request(), why);
        }
    }

    /** Since when the server has owed us an answer; empty when it owes none. */
    synchronized Optional<Moment> silentSince() {
        return silentSince;
    }

    /** When the newest answered request was sent; {@link Moment#ZERO} when there was none. */
    synchronized Moment newestAnswered() {
        return newestAnswered;
    }

    private void pump() {
        if (pumping) {
            return; // an answer came while its request was being sent; the outer call goes on
        }
        pumping = true;
        try {
            while (running.isEmpty() && !waiting.isEmpty()) {
                begin(waiting.remove());
            }
        } finally {
            pumping = false;
        }
    }

    private void begin(Waiting next) {
        Optional<Link> standing = link.get();
        Moment now = clock.now();
        Optional<String> obstacle = obstacle(next, standing.isPresent(), now);
        if (obstacle.isPresent()) {
            unsent(next.request(), obstacle.get());
            return;
        }
        Link on = standing.get();
        Sent sent = new Sent(next.request().request(), now, on.connection(), on.session());
        Running one = new Running(sent, next.due());
        running = Optional.of(one);
        silentSince = silentSince.isPresent() ? silentSince : Optional.of(now);
        try {
            carrier.carry(next.request(), sent, on)
                    .whenComplete((conclusion, failure) -> end(one, conclusion, failure));
        } catch (RuntimeException broken) {
            end(one, sent.failed(broken.toString()), null);
        }
    }

    /** Why a request is not sent; its permit may have ended while others had their turn. */
    private static Optional<String> obstacle(Waiting next, boolean connected, Moment now) {
        if (!connected) {
            return Optional.of("not connected");
        }
        if (next.request().permit().isOver(now)) {
            return Optional.of("permit is over");
        }
        return now.hasReached(next.due()) ? Optional.of("no turn in time") : Optional.empty();
    }

    private synchronized void end(Running one, Conclusion conclusion, Throwable failure) {
        boolean same =
                link.get().filter(on -> on.connection() == one.sent().connection()).isPresent();
        boolean answered = same && failure == null;
        if (same) {
            silentSince = running.filter(other -> other != one).map(other -> other.sent().at());
        }
        if (answered) {
            newestAnswered = newestAnswered.later(one.sent().at());
        }
        if (running.isEmpty() || running.get() != one) {
            return; // answered already, as failed
        }
        running = Optional.empty();
        emit(answered ? conclusion : one.sent().failed(reason(failure)));
        pump();
    }

    private static String reason(Throwable failure) {
        if (failure == null) {
            return "the connection broke";
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause instanceof NoAnswerException ? cause.getMessage() : cause.toString();
    }

    private void unsent(DcsAction request, String why) {
        sink.accept(new DcsEvent.RequestUnsent(clock.now(), request.request(), why));
    }

    private void emit(Conclusion conclusion) {
        sink.accept(conclusion.at(clock.now()));
    }
}
