package io.matriarch.event;

import io.matriarch.state.Peers;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import java.util.SortedMap;

/** What other members said. */
public sealed interface PeerEvent extends Event {
    /** A round of questions ended; there is exactly one for each {@code AskPeers}. */
    record PeersAnswered(Moment at, RequestId round, SortedMap<MemberName, Peers.Answer> answers)
            implements PeerEvent {}

    /**
     * A candidate asks for our vote: there is one {@code AnswerVote} for each, in time for the
     * asker's patience.
     *
     * @param ballot the question's number, for the answer; never used twice in one run
     */
    record VoteAsked(Moment at, long ballot, MemberName candidate) implements PeerEvent {}
}
