package io.matriarch.simulator.world;

import io.matriarch.action.Permit;
import io.matriarch.action.WatchdogAction;
import io.matriarch.event.WatchdogEvent;
import io.matriarch.simulator.mishap.Dog;
import io.matriarch.state.Watchdog.Health;
import io.matriarch.value.Moment;
import java.time.Duration;

/**
 * The kernel's watchdog of one host: a timer that nothing but feeding it, or a proper stop, keeps
 * from resetting the host with all that runs on it. That its agent dies does not stop it.
 */
final class SimWatchdog {
    private static final Range ORDER = Range.millis(0, 2);
    private static final Duration REBOOT = Duration.ofSeconds(40);

    private final World world;
    private final SimMember host;
    private final Dice dice;
    private Dog.Device device;
    private long count;
    private Moment lastOrder;

    SimWatchdog(World world, SimMember host, Dog.Device device) {
        this.world = world;
        this.host = host;
        this.device = device;
        this.dice = world.seed().dice("watchdog/" + host.name());
        this.lastOrder = world.now();
    }

    /** An order leaves the agent; orders are carried out one after the other. */
    void order(AgentProcess agent, WatchdogAction order) {
        Moment arrival = world.now().plus(dice.within(ORDER)).later(lastOrder);
        lastOrder = arrival;
        world.agenda().at(arrival, () -> agent.enter(() -> obey(agent, order)));
    }

    /** Another device, or none; what counted down does not any more. */
    boolean becomes(Dog.Device other) {
        boolean changed = device != other;
        device = other;
        count++;
        return changed;
    }

    /** The host lost its power. */
    void lose() {
        count++;
    }

    private void obey(AgentProcess agent, WatchdogAction order) {
        boolean absent = device == Dog.Device.ABSENT;
        switch (order) {
            case WatchdogAction.LookAtWatchdog _ ->
                    agent.deliver(at ->
                            new WatchdogEvent.WatchdogSeen(
                                    at,
                                    absent ? Health.ABSENT : Health.READY,
                                    absent ? "/dev/watchdog is not there" : ""));
            case WatchdogAction.FeedWatchdog feed when isLate(feed) ->
                    agent.deliver(at -> new WatchdogEvent.WatchdogUnfed(at, feed.sequence()));
            case WatchdogAction.FeedWatchdog feed when absent || device == Dog.Device.BROKEN ->
                    agent.deliver(at ->
                            new WatchdogEvent.WatchdogFailed(
                                    at,
                                    feed.sequence(),
                                    absent ? Health.ABSENT : Health.FAILED,
                                    absent ? "/dev/watchdog is not there" : "it cannot be opened"));
            case WatchdogAction.FeedWatchdog feed -> {
                Duration timeout =
                        device == Dog.Device.SLOW
                                ? Duration.ofSeconds(Dog.SLOW_SECONDS)
                                : feed.timeout();
                count(timeout);
                agent.deliver(at -> new WatchdogEvent.WatchdogFed(at, feed.sequence(), timeout));
            }
            case WatchdogAction.StopWatchdog stop when device == Dog.Device.UNSTOPPABLE ->
                    agent.deliver(
                            at -> new WatchdogEvent.WatchdogStuck(at, stop.sequence(), "nowayout"));
            case WatchdogAction.StopWatchdog stop -> {
                count++;
                agent.deliver(at -> new WatchdogEvent.WatchdogStopped(at, stop.sequence()));
            }
        }
    }

    private boolean isLate(WatchdogAction.FeedWatchdog feed) {
        return feed.permit() instanceof Permit.NotAfter(Moment until)
                && host.clock().now().hasReached(until);
    }

    private void count(Duration timeout) {
        long mine = ++count;
        world.agenda()
                .after(
                        timeout,
                        () -> {
                            if (mine == count && host.isUp()) {
                                world.tellFact(host.name().text(), "watchdog resets the host");
                                host.losePower();
                                world.agenda().after(REBOOT, host::getPower);
                            }
                        });
    }
}
