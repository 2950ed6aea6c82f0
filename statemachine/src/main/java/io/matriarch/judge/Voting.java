package io.matriarch.judge;

import io.matriarch.state.Ballots;
import io.matriarch.state.Cluster;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Work;
import io.matriarch.value.Lsn;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * What to do about the votes that others ask of us. A vote is a withdrawal: our WAL receiver is
 * stopped before we tell the position that we vote with, else we might still confirm a commit of
 * the old primary that the new one lacks. Nobody streams again before there is a leader to follow.
 */
public sealed interface Voting {
    /** How long a question may wait: less than the asker does. */
    Duration PATIENCE = Duration.ofMillis(1500);

    /** Nobody asks. */
    record Unasked() implements Voting {}

    /** It cannot be answered yet. */
    record Undecided() implements Voting {}

    /** Our WAL receiver must be stopped first. */
    record WithdrawFirst() implements Voting {}

    /** We have withdrawn, and our log ends there until there is a new leader. */
    record Withdrawn(Lsn position) implements Voting {}

    /** We do not withdraw. */
    record Refused(String why) implements Voting {}

    /** Judges the open questions, all at once. */
    static Voting of(NodeState state) {
        Optional<Moment> oldest =
                state.ballots().open().stream().map(Ballots.Open::askedAt).findFirst();
        if (oldest.isEmpty()) {
            return new Unasked();
        }
        Optional<String> refusal = refusal(state, newest(state));
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        Voting vote = vote(state, newest(state));
        boolean late = state.now().hasReached(oldest.get().plus(PATIENCE));
        return late && !(vote instanceof Withdrawn)
                ? new Refused("its WAL receiver could not be stopped in time")
                : vote;
    }

    private static Moment newest(NodeState state) {
        return state.ballots().open().getLast().askedAt();
    }

    private static Optional<String> refusal(NodeState state, Moment asked) {
        if (state.presence() != Presence.STAYING || !(state.lease() instanceof Lease.None)) {
            return Optional.of("it may have the lock itself, or is about to leave");
        }
        if (state.settings().maintenance()) {
            return Optional.of("in maintenance it stays as it is");
        }
        if (isSeen(state, asked)
                && state.cluster() instanceof Cluster.Seen seen
                && seen.view().lock() instanceof Lock.Held held) {
            return Optional.of(held.holder() + " has the lock");
        }
        if (isSeen(state, asked) && !SyncSet.of(state).admits(state.me())) {
            return Optional.of("it is not in key sync");
        }
        return switch (state.postgres()) {
            case Postgres.Primary _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Stopped _,
                    Postgres.Ending _ ->
                    Optional.of("it is no running standby");
            case Postgres.Standby _, Postgres.Starting _, Postgres.Unknown _, Postgres.Hanging _ ->
                    Optional.empty();
        };
    }

    private static Voting vote(NodeState state, Moment asked) {
        if (!isSeen(state, asked) || !(state.postgres() instanceof Postgres.Standby standby)) {
            return new Undecided();
        }
        boolean leaving =
                state.work() instanceof Work.Busy busy
                        && busy.operation() instanceof Operation.Follow;
        if (standby.upstream().isPresent()) {
            return leaving ? new Undecided() : new WithdrawFirst();
        }
        return standby.streaming() ? new Undecided() : new Withdrawn(standby.position());
    }

    /** Whether the DCS was read since the question came. */
    private static boolean isSeen(NodeState state, Moment asked) {
        return state.session().isConnected()
                && state.cluster() instanceof Cluster.Seen seen
                && !seen.outdated()
                && !seen.readAt().isBefore(asked);
    }
}
