package io.matriarch.event;

import io.matriarch.state.Peers;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What other members said. */
public sealed interface PeerEvent extends Event {
    /** A round of questions ended; there is exactly one for each {@code AskPeers}. */
    record PeersAnswered(Moment at, RequestId round, SortedMap<MemberName, Peers.Answer> answers)
            implements PeerEvent {}

    /**
     * A round of requests for a promise ended; there is exactly one for each {@code AskFailsafe}.
     *
     * @param refused who did not promise, and what came back instead; empty when all did
     */
    record FailsafeAnswered(Moment at, RequestId round, SortedMap<MemberName, String> refused)
            implements PeerEvent {
        public FailsafeAnswered {
            refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
        }
    }

    /**
     * A leader without the DCS asks for our promise; it waits for one {@code AnswerFailsafe}.
     *
     * @param question its number, given by the adapter
     * @param from who asks
     * @param connUrl where its PostgreSQL is
     * @param apiUrl where its REST API is
     * @param lasts how long it counts on the promise; zero when it did not tell, as Patroni
     */
    record FailsafeAsked(
            Moment at,
            long question,
            MemberName from,
            String connUrl,
            String apiUrl,
            Duration lasts)
            implements PeerEvent {}

    /**
     * A candidate asks for our vote: there is one {@code AnswerVote} for each, in time for the
     * asker's patience.
     *
     * @param ballot the question's number, for the answer; never used twice in one run
     */
    record VoteAsked(Moment at, long ballot, MemberName candidate) implements PeerEvent {}
}
