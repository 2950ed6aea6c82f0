package io.matriarch.action;

import io.matriarch.state.FailsafeReply;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.RequestId;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A question to other members, or an answer to one of theirs. */
public sealed interface PeerAction extends Action {
    /**
     * Ask each, all at once, two seconds at most, no second try (contract 2.8a): {@code
     * PeersAnswered}.
     *
     * @param apiUrls whom and where
     * @param forVotes whether they are asked for their votes: each that knows how withdraws first
     * @param servers whose PostgreSQL is asked as well, and where: it answers for an agent that is
     *     silent when it is not in recovery
     */
    record AskPeers(
            RequestId round,
            SortedMap<MemberName, String> apiUrls,
            boolean forVotes,
            SortedMap<MemberName, String> servers)
            implements PeerAction {
        public AskPeers {
            apiUrls = Collections.unmodifiableSortedMap(new TreeMap<>(apiUrls));
            servers = Collections.unmodifiableSortedMap(new TreeMap<>(servers));
        }
    }

    /**
     * Answer {@code VoteAsked}.
     *
     * @param withdrew whether our WAL receiver is stopped, so that our position is final
     * @param position where our log ends, for good; {@code 0/0} unless we withdrew
     * @param why for the operator who reads the answer
     */
    record AnswerVote(long ballot, boolean withdrew, Lsn position, String why)
            implements PeerAction {
        /** A refusal. */
        public AnswerVote(long ballot, String why) {
            this(ballot, false, Lsn.ZERO, why);
        }
    }

    /**
     * Ask each to promise that we may lead without the DCS, all at once, two seconds at most
     * (contract 2.11): {@code FailsafeAnswered}.
     *
     * @param from who asks
     * @param connUrl where our PostgreSQL is
     * @param apiUrl where our REST API is
     * @param lasts how long we count on a promise, at most
     * @param apiUrls whom and where; nobody in a cluster of one
     */
    record AskFailsafe(
            RequestId round,
            MemberName from,
            String connUrl,
            String apiUrl,
            Duration lasts,
            SortedMap<MemberName, String> apiUrls)
            implements PeerAction {
        public AskFailsafe {
            apiUrls = Collections.unmodifiableSortedMap(new TreeMap<>(apiUrls));
        }
    }

    /**
     * Answer {@code FailsafeAsked}.
     *
     * @param question its number
     */
    record AnswerFailsafe(long question, FailsafeReply reply) implements PeerAction {}
}
