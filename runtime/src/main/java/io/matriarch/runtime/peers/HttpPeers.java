package io.matriarch.runtime.peers;

import io.matriarch.action.PeerAction;
import io.matriarch.driver.Clock;
import io.matriarch.driver.PeerPort;
import io.matriarch.event.Event;
import io.matriarch.event.PeerEvent;
import io.matriarch.runtime.config.Credentials;
import io.matriarch.state.Peers;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks the other members over HTTP, all at once, and takes silence for an answer in the end. */
public final class HttpPeers implements PeerPort {
    /** How long a round takes at most (contract 2.1). */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Clock clock;
    private final Consumer<Event> inbox;
    private final MemberName me;
    private final BallotBox ballots;
    private final FailsafeDesk failsafe;
    private final Optional<Credentials> login;
    private final Predicate<String> acceptsWrites;

    /**
     * @param me this member, in whose name votes are asked for
     * @param ballots the questions of others that our REST interface took in
     * @param failsafe where others wait for our promises
     * @param login what other members want to see before they promise anything
     * @param acceptsWrites asks the PostgreSQL at a {@code conn_url}; no when it does not answer
     */
    public HttpPeers(
            Clock clock,
            Consumer<Event> inbox,
            MemberName me,
            BallotBox ballots,
            FailsafeDesk failsafe,
            Optional<Credentials> login,
            Predicate<String> acceptsWrites) {
        this.clock = clock;
        this.inbox = inbox;
        this.me = me;
        this.ballots = ballots;
        this.failsafe = failsafe;
        this.login = login;
        this.acceptsWrites = acceptsWrites;
    }

    @Override
    public void ask(PeerAction question) {
        switch (question) {
            case PeerAction.AskPeers round ->
                    start(
                            "peers-" + round.round(),
                            () -> {
                                var answers = answers(round);
                                return new PeerEvent.PeersAnswered(
                                        clock.now(), round.round(), answers);
                            });
            case PeerAction.AskFailsafe round ->
                    start(
                            "failsafe-" + round.round(),
                            () -> {
                                var refused = refused(round);
                                return new PeerEvent.FailsafeAnswered(
                                        clock.now(), round.round(), refused);
                            });
            case PeerAction.AnswerFailsafe answer -> failsafe.answer(answer);
            case PeerAction.AnswerVote answer -> ballots.answer(answer);
        }
    }

    /** Servers are asked beside the agents, so that a round takes no longer. */
    private SortedMap<MemberName, Peers.Answer> answers(PeerAction.AskPeers round) {
        CompletableFuture<SortedMap<MemberName, Boolean>> writable =
                CompletableFuture.supplyAsync(
                        () -> all(round.servers(), PATIENCE, acceptsWrites::test, false),
                        task -> Thread.ofVirtual().start(task));
        SortedMap<MemberName, Peers.Answer> answers =
                answers(round.apiUrls(), PATIENCE, headers(round));
        writable.join()
                .forEach((name, yes) ->
                        answers.computeIfPresent(name, (_, agent) -> beside(agent, yes)));
        return answers;
    }

    private static Peers.Answer beside(Peers.Answer agent, boolean acceptsWrites) {
        return agent instanceof Peers.Silent(String why) && acceptsWrites
                ? new Peers.Unattended(why)
                : agent;
    }

    private Map<String, String> headers(PeerAction.AskPeers round) {
        return round.forVotes() ? Map.of(BallotBox.HEADER, me.text()) : Map.of();
    }

    private void start(String name, Supplier<PeerEvent> round) {
        Thread.ofVirtual().name(name).start(() -> inbox.accept(round.get()));
    }

    private SortedMap<MemberName, String> refused(PeerAction.AskFailsafe round) {
        String body = FailsafeCall.body(round);
        SortedMap<MemberName, String> words =
                all(round.apiUrls(), PATIENCE, url -> promise(url, body), late(PATIENCE));
        words.values().removeIf(String::isEmpty);
        return words;
    }

    /** Nothing for a promise, else what came back instead. */
    private String promise(String url, String body) {
        try {
            return FailsafeCall.refusal(url, body, login, PATIENCE).orElse("");
        } catch (IOException e) {
            return reason(e);
        }
    }

    /**
     * Asks and waits.
     *
     * @param apiUrls whom and where
     * @param patience the longest wait in all
     * @return one answer for each
     */
    public static SortedMap<MemberName, Peers.Answer> answers(
            Map<MemberName, String> apiUrls, Duration patience) {
        return answers(apiUrls, patience, Map.of());
    }

    private static SortedMap<MemberName, Peers.Answer> answers(
            Map<MemberName, String> apiUrls, Duration patience, Map<String, String> headers) {
        return all(
                apiUrls,
                patience,
                url -> answer(url, patience, headers),
                new Peers.Silent(late(patience)));
    }

    private static String late(Duration patience) {
        return "no answer within " + patience.toMillis() + " ms";
    }

    private static <A> SortedMap<MemberName, A> all(
            Map<MemberName, String> apiUrls,
            Duration patience,
            Function<String, A> ask,
            A otherwise) {
        Map<MemberName, A> come = new ConcurrentHashMap<>();
        CountDownLatch open = new CountDownLatch(apiUrls.size());
        apiUrls.forEach((name, url) ->
                Thread.ofVirtual()
                        .start(() -> {
                            come.put(name, ask.apply(url));
                            open.countDown();
                        }));
        try {
            open.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        SortedMap<MemberName, A> answers = new TreeMap<>();
        apiUrls.keySet().forEach(name -> answers.put(name, come.getOrDefault(name, otherwise)));
        return answers;
    }

    private static Peers.Answer answer(String url, Duration patience, Map<String, String> headers) {
        try {
            return PeerAnswer.read(HttpGet.body(url, patience, headers));
        } catch (IOException e) {
            return new Peers.Silent(reason(e));
        }
    }

    /** The same words in any place and language, for they end up in the journal. */
    private static String reason(IOException e) {
        return switch (e) {
            case ConnectException _ -> "connection refused or no route";
            case SocketTimeoutException _ -> "no answer in time";
            case UnknownHostException _ -> "unknown host";
            default -> "connection broken";
        };
    }
}
