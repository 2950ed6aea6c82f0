package io.matriarch.rule;

import static io.matriarch.rule.Chore.chore;

import io.matriarch.action.Permit;
import io.matriarch.action.WatchdogAction;
import io.matriarch.judge.WatchdogDuty;
import io.matriarch.judge.WatchdogTimes;
import io.matriarch.state.NodeState;
import io.matriarch.state.Watchdog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is done about the kernel's watchdog after every step. */
final class WatchdogPlans {
    private WatchdogPlans() {}

    static List<Chore> chores() {
        return List.of(
                chore(
                        "A96-rest-watchdog",
                        WatchdogDuty::isStopDue,
                        WatchdogPlans::stop,
                        "PostgreSQL accepts no writes, or the watchdog is off, in maintenance or of"
                                + " no use: it must not reset the machine."),
                chore(
                        "A95-feed-watchdog",
                        state -> WatchdogDuty.feeding(state).isPresent(),
                        WatchdogPlans::feed,
                        "Our right to write was confirmed: the watchdog may wait that much longer"
                                + " before it resets the machine."),
                chore(
                        "A97-look-at-watchdog",
                        WatchdogDuty::isLookDue,
                        WatchdogPlans::look,
                        "Nobody may lead here without a watchdog: see whether there is one."));
    }

    private static Plan stop(NodeState state) {
        long sequence = state.requests().nextNumber();
        return Plan.of(state.with(state.requests().taken()).with(WatchdogDuty.stopped(state)))
                .and(new WatchdogAction.StopWatchdog(sequence));
    }

    private static Plan feed(NodeState state) {
        Optional<Duration> timeout = WatchdogDuty.feeding(state);
        if (timeout.isEmpty()) {
            return Plan.of(state);
        }
        long sequence = state.requests().nextNumber();
        Watchdog.Order order =
                new Watchdog.Order(sequence, state.now(), timeout.get(), WatchdogTimes.most(state));
        Watchdog told =
                state.watchdog() instanceof Watchdog.Counting counting
                        ? new Watchdog.Counting(
                                counting.fed(), counting.timeout(), Optional.of(order))
                        : new Watchdog.Starting(order);
        Permit permit = new Permit.NotAfter(WatchdogTimes.latest(state, timeout.get()));
        return Plan.of(state.with(state.requests().taken()).with(told))
                .and(new WatchdogAction.FeedWatchdog(sequence, timeout.get(), permit));
    }

    private static Plan look(NodeState state) {
        if (!(state.watchdog() instanceof Watchdog.Resting(Watchdog.Device device))) {
            return Plan.of(state);
        }
        Watchdog looked =
                new Watchdog.Resting(
                        new Watchdog.Device(device.health(), device.why(), state.now()));
        return Plan.of(state.with(looked)).and(new WatchdogAction.LookAtWatchdog());
    }
}
