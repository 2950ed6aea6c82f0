package io.matriarch.runtime.peers;

import io.matriarch.action.PeerAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.PeerEvent;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Votes that other members ask for over HTTP: puts each question to the machine and waits for what
 * it decides. Patroni neither sends nor reads the header.
 */
public final class BallotBox {
    /**
     * Whoever sends it asks for the vote of the member that it asks; its value is the candidate.
     */
    public static final String HEADER = "Matriarch-Vote";

    /** Longer than the machine's own patience, shorter than the asker's. */
    private static final Duration PATIENCE = Duration.ofMillis(1700);

    private final Clock clock;
    private final Consumer<Event> inbox;
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, CompletableFuture<PeerAction.AnswerVote>> open =
            new ConcurrentHashMap<>();

    public BallotBox(Clock clock, Consumer<Event> inbox) {
        this.clock = clock;
        this.inbox = inbox;
    }

    /** Asks the machine, and waits; no answer in time is a refusal. */
    public PeerAction.AnswerVote ask(MemberName candidate) {
        long ballot = last.incrementAndGet();
        CompletableFuture<PeerAction.AnswerVote> answer = new CompletableFuture<>();
        open.put(ballot, answer);
        try {
            inbox.accept(new PeerEvent.VoteAsked(clock.now(), ballot, candidate));
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return new PeerAction.AnswerVote(ballot, "not decided in time");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new PeerAction.AnswerVote(ballot, "interrupted");
        } finally {
            open.remove(ballot);
        }
    }

    void answer(PeerAction.AnswerVote answer) {
        CompletableFuture<PeerAction.AnswerVote> waiting = open.get(answer.ballot());
        if (waiting != null) {
            waiting.complete(answer);
        }
    }
}
