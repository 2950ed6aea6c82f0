package io.matriarch.runtime.peers;

import io.matriarch.action.PeerAction;
import io.matriarch.driver.Clock;
import io.matriarch.driver.PeerPort;
import io.matriarch.event.Event;
import io.matriarch.event.PeerEvent;
import io.matriarch.state.Peers;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks the other members over HTTP, all at once, and takes silence for an answer in the end. */
public final class HttpPeers implements PeerPort {
    /** How long a round takes at most (contract 2.1). */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Clock clock;
    private final Consumer<Event> inbox;
    private final Duration patience;
    private final MemberName me;
    private final BallotBox ballots;

    /**
     * @param me this member, in whose name votes are asked for
     * @param ballots the questions of others that our REST interface took in
     */
    public HttpPeers(Clock clock, Consumer<Event> inbox, MemberName me, BallotBox ballots) {
        this(clock, inbox, me, ballots, PATIENCE);
    }

    HttpPeers(
            Clock clock,
            Consumer<Event> inbox,
            MemberName me,
            BallotBox ballots,
            Duration patience) {
        this.clock = clock;
        this.inbox = inbox;
        this.me = me;
        this.ballots = ballots;
        this.patience = patience;
    }

    @Override
    public void ask(PeerAction question) {
        switch (question) {
            case PeerAction.AskPeers round ->
                    Thread.ofVirtual()
                            .name("peers-" + round.round())
                            .start(() -> {
                                var answers = answers(round.apiUrls(), patience, headers(round));
                                inbox.accept(
                                        new PeerEvent.PeersAnswered(
                                                clock.now(), round.round(), answers));
                            });
            case PeerAction.AnswerVote answer -> ballots.answer(answer);
        }
    }

    private Map<String, String> headers(PeerAction.AskPeers round) {
        return round.forVotes() ? Map.of(BallotBox.HEADER, me.text()) : Map.of();
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
        Map<MemberName, Peers.Answer> come = new ConcurrentHashMap<>();
        CountDownLatch open = new CountDownLatch(apiUrls.size());
        apiUrls.forEach((name, url) ->
                Thread.ofVirtual()
                        .start(() -> {
                            come.put(name, answer(url, patience, headers));
                            open.countDown();
                        }));
        try {
            open.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        SortedMap<MemberName, Peers.Answer> answers = new TreeMap<>();
        Peers.Silent late = new Peers.Silent("no answer within " + patience.toMillis() + " ms");
        apiUrls.keySet().forEach(name -> answers.put(name, come.getOrDefault(name, late)));
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
