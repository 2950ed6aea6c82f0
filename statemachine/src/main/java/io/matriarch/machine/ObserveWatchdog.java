package io.matriarch.machine;

import io.matriarch.event.WatchdogEvent;
import io.matriarch.state.NodeState;
import io.matriarch.state.Watchdog;
import java.util.Optional;

/** Folds in what became of the kernel's watchdog. */
final class ObserveWatchdog {
    private ObserveWatchdog() {}

    static NodeState event(NodeState state, WatchdogEvent event) {
        return state.with(
                switch (event) {
                    case WatchdogEvent.WatchdogSeen seen ->
                            rested(state.watchdog(), seen.health(), seen.why());
                    case WatchdogEvent.WatchdogStuck stuck ->
                            rested(state.watchdog(), Watchdog.Health.STUCK, stuck.why());
                    case WatchdogEvent.WatchdogStopped _ -> state.watchdog();
                    case WatchdogEvent.WatchdogFed fed -> fed(state.watchdog(), fed);
                    case WatchdogEvent.WatchdogUnfed unfed ->
                            failed(state, unfed.sequence(), Watchdog.Health.READY, "");
                    case WatchdogEvent.WatchdogFailed one ->
                            failed(state, one.sequence(), one.health(), one.why());
                });
    }

    private static Watchdog rested(Watchdog now, Watchdog.Health health, String why) {
        return now instanceof Watchdog.Resting(Watchdog.Device device)
                ? new Watchdog.Resting(new Watchdog.Device(health, why, device.at()))
                : now;
    }

    private static Watchdog fed(Watchdog now, WatchdogEvent.WatchdogFed event) {
        return asked(now)
                .filter(order -> order.sequence() == event.sequence())
                .<Watchdog>map(
                        order -> new Watchdog.Counting(order, event.timeout(), Optional.empty()))
                .orElse(now);
    }

    /** One that counts down does so on, when a feeding came too late to be done. */
    private static Watchdog failed(
            NodeState state, long sequence, Watchdog.Health health, String why) {
        Watchdog now = state.watchdog();
        if (asked(now).filter(order -> order.sequence() == sequence).isEmpty()) {
            return now;
        }
        return now instanceof Watchdog.Counting counting && health == Watchdog.Health.READY
                ? new Watchdog.Counting(counting.fed(), counting.timeout(), Optional.empty())
                : new Watchdog.Resting(new Watchdog.Device(health, why, state.now()));
    }

    private static Optional<Watchdog.Order> asked(Watchdog now) {
        return switch (now) {
            case Watchdog.Resting _ -> Optional.empty();
            case Watchdog.Starting(Watchdog.Order order) -> Optional.of(order);
            case Watchdog.Counting counting -> counting.asked();
        };
    }
}
