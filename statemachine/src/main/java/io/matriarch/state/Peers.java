package io.matriarch.state;

import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import io.matriarch.value.Timeline;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the other members answered when we asked them (GET /patroni, contract 2.8a). */
public sealed interface Peers {
    /** Not asked. */
    record Unasked() implements Peers {}

    /**
     * Asked, answers pending.
     *
     * @param forVotes whether they were asked for their votes
     */
    record Asked(RequestId round, Moment at, boolean forVotes) implements Peers {}

    /**
     * Answered.
     *
     * @param askedAt when the round began: facts are at least this new
     * @param forVotes whether they were asked for their votes
     * @param answers who was asked and what came back
     */
    record Answered(Moment askedAt, boolean forVotes, SortedMap<MemberName, Answer> answers)
            implements Peers {
        public Answered {
            answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
        }
    }

    /** One member's answer. */
    sealed interface Answer {}

    /** Nothing usable came back in time. */
    record Silent(String why) implements Answer {}

    /**
     * Its agent is silent, and its PostgreSQL, asked itself, is not in recovery.
     *
     * @param why what became of the question to the agent
     */
    record Unattended(String why) implements Answer {}

    /**
     * An answer.
     *
     * @param primary it is not in recovery: it accepts writes
     * @param timeline its timeline, when it told
     * @param position the greater of received and replayed; of a primary, what it wrote
     * @param mayLead neither {@code nofailover} nor a failed watchdog, and it says nothing against
     *     its own log
     * @param priority its {@code failover_priority}
     * @param vote what it did about its vote, when it was asked for it
     * @param seesLeader whether it has not seen yet that the lock is free
     */
    record Told(
            boolean primary,
            Optional<Timeline> timeline,
            Lsn position,
            boolean mayLead,
            int priority,
            Vote vote,
            boolean seesLeader)
            implements Answer {
        /** The answer of a member that knows nothing of votes. */
        public Told(
                boolean primary,
                Optional<Timeline> timeline,
                Lsn position,
                boolean mayLead,
                int priority) {
            this(primary, timeline, position, mayLead, priority, Vote.UNAWARE, false);
        }

        public Told withVote(Vote value) {
            return new Told(primary, timeline, position, mayLead, priority, value, seesLeader);
        }

        /** The same, of one that has not seen yet that the lock is free. */
        public Told seeingLeader() {
            return new Told(primary, timeline, position, mayLead, priority, vote, true);
        }
    }

    /** What a member did when it was asked for its vote. */
    enum Vote {
        /** Nothing: it was not asked, or knows no votes, as Patroni. */
        UNAWARE,
        /** It stopped its WAL receiver first: its position is final until there is a new leader. */
        WITHDREW,
        /** It did not withdraw: the vote does not count. */
        REFUSED
    }
}
