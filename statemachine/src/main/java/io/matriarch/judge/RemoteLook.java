package io.matriarch.judge;

import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Remote;
import io.matriarch.state.Requests;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.util.Optional;

/** What is known of the server that a standby cluster follows, and when to ask it. */
public final class RemoteLook {
    private RemoteLook() {}

    /**
     * Whether to ask it now: what it says is needed to judge data that does not stream, or to know
     * the history of the timeline that we stream.
     */
    public static boolean isDue(NodeState state) {
        return StandbyClusters.of(state)
                .filter(server -> server.upstream().isPresent())
                .filter(server -> isWanted(state))
                .filter(server -> !state.requests().isPending(Requests.Kind.REMOTE))
                .filter(server -> isOfAnother(state) || isOld(state))
                .isPresent();
    }

    private static boolean isOfAnother(NodeState state) {
        return !state.inflow().remote().server().equals(StandbyClusters.of(state));
    }

    private static boolean isOld(NodeState state) {
        return state.now()
                .hasReached(state.inflow().remote().askedAt().plus(state.settings().loopWait()));
    }

    private static boolean isWanted(NodeState state) {
        return switch (state.postgres()) {
            case Postgres.Stopped _ -> true;
            case Postgres.Standby standby ->
                    !standby.streaming()
                            || StandbyClusters.isLedByUs(state)
                                    && !timeline(state).equals(standby.timeline());
            case Postgres.Primary _,
                    Postgres.Ending _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Unknown _,
                    Postgres.Starting _,
                    Postgres.Hanging _ ->
                    false;
        };
    }

    /** What the present server said last. */
    static Remote.Answer answer(NodeState state) {
        return isOfAnother(state) ? new Remote.Untold() : state.inflow().remote().answer();
    }

    static Optional<Remote.Told> told(NodeState state) {
        return answer(state) instanceof Remote.Told told ? Optional.of(told) : Optional.empty();
    }

    private static Optional<Timeline> timeline(NodeState state) {
        return told(state).map(Remote.Told::timeline);
    }

    /** Whether it could tell and has not yet. */
    static boolean isAwaited(NodeState state) {
        return answer(state) instanceof Remote.Untold
                && StandbyClusters.of(state).flatMap(server -> server.upstream()).isPresent();
    }

    /** Whether its data is of another cluster than ours. */
    static boolean isForeign(NodeState state) {
        Optional<SystemId> ours = state.postgres().identity();
        return told(state)
                .filter(told -> ours.isPresent() && !ours.get().equals(told.systemId()))
                .isPresent();
    }

    /**
     * How our log and its history are related. A server that does not answer proves nothing against
     * our log: PostgreSQL compares histories itself before it streams. One in recovery has not
     * written the timeline that it is on.
     */
    static History.Kinship kinship(NodeState state, History.Log log) {
        if (isAwaited(state)) {
            return History.Kinship.UNTOLD;
        }
        Optional<Remote.Told> told = told(state);
        if (told.isEmpty()) {
            return History.Kinship.ANCESTOR;
        }
        if (isForeign(state)) {
            return History.Kinship.SPLIT;
        }
        boolean mayCatchUp =
                !told.get().primary() && told.get().timeline().compareTo(log.timeline()) <= 0;
        return mayCatchUp
                ? History.Kinship.ANCESTOR
                : History.compare(
                        log, Optional.of(told.get().timeline()), Optional.of(told.get().forks()));
    }
}
