package io.matriarch.judge;

import io.matriarch.judge.StandbyLeaderSituation.Data;
import io.matriarch.judge.StandbyLeaderSituation.Pace;
import io.matriarch.judge.StandbyLeaderSituation.Server;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.Task;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.util.Optional;
import java.util.SortedMap;

/** What the holder of a standby cluster's lock makes of its own data. */
final class StandbyLeaderData {
    private StandbyLeaderData() {}

    static Data of(NodeState state) {
        if (isLost(state)) {
            return Data.HOPELESS;
        }
        return switch (Rejoin.of(state)) {
            case FIT, PAUSED -> Data.FIT;
            case UNTOLD -> Data.UNTOLD;
            case KEPT, USURPED -> Data.HOPELESS;
            case MEND -> mended(state);
        };
    }

    private static Data mended(NodeState state) {
        return switch (Mending.of(state)) {
            case RECOVERY -> Data.RECOVER;
            case CHECKPOINT, REWIND -> Data.REWIND;
            case COPY, NONE -> Data.HOPELESS;
        };
    }

    static Pace pace(NodeState state) {
        Server server = StandbyLeaderSituation.server(state);
        if (server == Server.DOWN && Maintenance.isOn(state) && !isStoppedOnOrder(state)) {
            return Pace.LEFT;
        }
        if (isLost(state)) {
            return Pace.HAND_ON;
        }
        if (!state.now().hasReached(state.setbacks().retryAt())) {
            return Pace.PAUSED;
        }
        boolean stuck = of(state) == Data.HOPELESS || Recovery.isOverdue(state);
        return stuck ? other(state) : Pace.READY;
    }

    /** There is no data, or what is there cannot be read or is worth nothing. */
    private static boolean isLost(NodeState state) {
        return Situation.hasNoData(state) || state.postgres() instanceof Postgres.Unreadable;
    }

    private static boolean isStoppedOnOrder(NodeState state) {
        return switch (state.orders().task()) {
            case Task.Restarting task -> task.phase() != Task.Phase.ASKED;
            case Task.HandingOver _, Task.Reviving _ -> true;
            case Task.None _, Task.Reinitializing _ -> false;
        };
    }

    /** Nobody writes here, so whoever is able may lead, however much log it has. */
    private static Pace other(NodeState state) {
        Moment since = state.setbacks().downSince().orElse(Moment.LONG_AGO);
        Optional<SortedMap<MemberName, Peers.Answer>> answers = Others.freshAnswers(state, since);
        if (answers.isEmpty()) {
            return Pace.ASK;
        }
        return answers.get().values().stream().anyMatch(Others::isAble) ? Pace.HAND_ON : Pace.READY;
    }
}
