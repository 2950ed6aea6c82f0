package io.matriarch.testing.chaos;

import io.matriarch.action.WatchdogAction;
import io.matriarch.event.Event;
import io.matriarch.event.WatchdogEvent;
import io.matriarch.state.Watchdog.Health;
import io.matriarch.state.WatchdogPolicy;
import io.matriarch.testing.samples.SplitMix;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A watchdog that does as it is told, or fails in any of its ways. */
final class ChaosWatchdog {
    private ChaosWatchdog() {}

    static WatchdogPolicy policy(SplitMix chance) {
        return new WatchdogPolicy(
                chance.oneIn(2)
                        ? WatchdogPolicy.Mode.OFF
                        : chance.pick(List.of(WatchdogPolicy.Mode.values())),
                chance.oneIn(4)
                        ? Optional.empty()
                        : Optional.of(Duration.ofSeconds(chance.below(22))));
    }

    static Event answer(WatchdogAction order, Moment at, Mood mood, SplitMix chance) {
        boolean fails = chance.oneIn(mood.failing());
        Health bad = chance.pick(List.of(Health.ABSENT, Health.FORBIDDEN, Health.FAILED));
        return switch (order) {
            case WatchdogAction.LookAtWatchdog _ ->
                    fails
                            ? new WatchdogEvent.WatchdogSeen(at, Health.ABSENT, "is not there")
                            : new WatchdogEvent.WatchdogSeen(at, Health.READY, "");
            case WatchdogAction.FeedWatchdog feed ->
                    fails
                            ? failed(feed, at, bad, chance)
                            : new WatchdogEvent.WatchdogFed(
                                    at,
                                    feed.sequence(),
                                    chance.oneIn(mood.failing() * 2)
                                            ? Duration.ofSeconds(1 + chance.below(90))
                                            : feed.timeout());
            case WatchdogAction.StopWatchdog stop ->
                    fails
                            ? new WatchdogEvent.WatchdogStuck(at, stop.sequence(), "nowayout")
                            : new WatchdogEvent.WatchdogStopped(at, stop.sequence());
        };
    }

    private static Event failed(
            WatchdogAction.FeedWatchdog feed, Moment at, Health bad, SplitMix chance) {
        return chance.oneIn(3)
                ? new WatchdogEvent.WatchdogUnfed(at, feed.sequence())
                : new WatchdogEvent.WatchdogFailed(at, feed.sequence(), bad, "input/output error");
    }
}
