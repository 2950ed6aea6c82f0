package io.matriarch.judge;

import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.ScheduledRestart;
import io.matriarch.state.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is to be done about a restart that waits for its time (contract 2.1, 2.12). */
public enum RestartSchedule {
    /** There is none, it is not its time, or maintenance keeps it waiting. */
    WAIT,
    /** It is time. */
    DUE,
    /** Its time has passed, its conditions do not hold, or another server runs by now. */
    OVER;

    /** Judges the one that waits. */
    public static RestartSchedule of(NodeState state) {
        return Maintenance.isOn(state)
                ? WAIT
                : state.orders().schedule().map(one -> of(state, one)).orElse(WAIT);
    }

    private static RestartSchedule of(NodeState state, ScheduledRestart restart) {
        boolean runs =
                state.postgres() instanceof Postgres.Primary
                        || state.postgres() instanceof Postgres.Standby;
        if (runs && !state.postgres().facts().startedAt().equals(restart.postmaster())) {
            return OVER;
        }
        Instant wall = state.clocks().wall();
        if (restart.at().isAfter(wall)) {
            return WAIT;
        }
        Duration window = state.settings().loopWait().multipliedBy(3).dividedBy(2);
        if (restart.at().plus(window).isBefore(wall)) {
            return OVER;
        }
        boolean free = state.isIdle() && state.orders().task() instanceof Task.None && runs;
        if (!free) {
            return WAIT;
        }
        return OrderDesk.isSatisfied(state, restart.wish()) ? DUE : OVER;
    }

    /** How long until it is time; absent when none waits. */
    static Optional<Duration> wait(NodeState state) {
        return state.orders()
                .schedule()
                .map(one -> Duration.between(state.clocks().wall(), one.at()));
    }
}
