package io.matriarch.machine;

import static io.matriarch.machine.Laws.check;

import io.matriarch.action.Permit;
import io.matriarch.action.WatchdogAction;
import io.matriarch.event.Booted;
import io.matriarch.event.Event;
import io.matriarch.event.WatchdogEvent;
import io.matriarch.judge.LeaseClock;
import io.matriarch.judge.Maintenance;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Watchdog;
import io.matriarch.state.WatchdogPolicy.Mode;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.OptionalLong;

/** What must hold of every order to the kernel's watchdog. */
final class WatchdogLaws {
    private long fed;
    private long stopped;

    void note(Event event) {
        if (event instanceof Booted) {
            stopped = fed;
        }
        if (event instanceof WatchdogEvent.WatchdogFed one) {
            fed = one.sequence();
        }
    }

    /** The number that the action carries, after checking it; absent for a look. */
    OptionalLong action(WatchdogAction action, NodeState next) {
        return switch (action) {
            case WatchdogAction.LookAtWatchdog _ -> OptionalLong.empty();
            case WatchdogAction.FeedWatchdog feed -> {
                covered(feed, next);
                yield OptionalLong.of(feed.sequence());
            }
            case WatchdogAction.StopWatchdog stop -> {
                stopped = stop.sequence();
                harmless(next);
                yield OptionalLong.of(stop.sequence());
            }
        };
    }

    /** Nobody who needs a watchdog begins to write without one that has said so. */
    void writable(NodeState next) {
        check(
                next.settings().maintenance()
                        || next.local().watchdog().mode() != Mode.REQUIRED
                        || fed > stopped,
                "writable without the watchdog that is required: " + next.watchdog());
    }

    private static void covered(WatchdogAction.FeedWatchdog feed, NodeState next) {
        Duration shortest =
                next.timeout().compareTo(next.settings().ttl()) < 0
                        ? next.timeout()
                        : next.settings().ttl();
        Moment limit =
                LeaseClock.rightUntil(next)
                        .map(until -> until.plus(DynamicSettings.margin(shortest)))
                        .orElse(Moment.LONG_AGO);
        check(
                !limit.isBefore(next.now().plus(feed.timeout()))
                        && feed.permit() instanceof Permit.NotAfter(Moment until)
                        && !limit.isBefore(until.plus(feed.timeout()))
                        && !until.isBefore(next.now()),
                feed + " is not covered until " + limit + " at " + next.now());
        check(
                !Maintenance.isOn(next) && next.local().watchdog().mode() != Mode.OFF,
                "feeds a watchdog that is off");
        check(
                feed.timeout().toNanosPart() == 0 && !feed.timeout().isZero(),
                "no timeout of a watchdog: " + feed);
    }

    private static void harmless(NodeState next) {
        boolean unfit =
                next.watchdog() instanceof Watchdog.Resting(Watchdog.Device device)
                        && device.health() == Watchdog.Health.FAILED;
        check(
                unfit
                        || next.settings().maintenance()
                        || next.local().watchdog().mode() == Mode.OFF
                        || !(next.postgres() instanceof Postgres.Primary),
                "stops the watchdog of a primary");
    }
}
