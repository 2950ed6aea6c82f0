package io.matriarch.driver;

import static io.matriarch.testing.Facts.WALL;
import static io.matriarch.testing.Facts.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.event.Tick;
import io.matriarch.state.NodeState;
import io.matriarch.state.Watchdog;
import io.matriarch.state.WatchdogPolicy;
import io.matriarch.testing.States;
import org.junit.jupiter.api.Test;

/** What the driver checks before the kernel's watchdog is fed. */
final class DriverWatchdogTest {
    private final RecordingPorts world = new RecordingPorts();

    @Test
    void aCoveredFeedingIsHandedOver() {
        world.now = at(100.3);
        driver().accept(new Tick(at(100.2), WALL));

        assertTrue(world.told.contains("FeedWatchdog"), world.told.toString());
    }

    /** Its reset would come at 130.1, and another member may lead from 130 on. */
    @Test
    void anAgentThatFrozeBeforeTheFeedingDoesNotFeed() {
        world.now = at(105.1);
        Driver driver = driver();

        driver.accept(new Tick(at(100.2), WALL));

        assertFalse(world.told.contains("FeedWatchdog"), world.told.toString());
        assertTrue(
                world.inbox.getFirst().toString().startsWith("WatchdogUnfed[at=105.100"),
                world.inbox.toString());
        driver.accept(world.inbox.getFirst());
        assertEquals(Watchdog.Starting.class, driver.state().watchdog().getClass());
    }

    private Driver driver() {
        NodeState leader = States.steadyPrimary();
        return new Driver(
                world.ports(),
                leader.with(leader.local().with(WatchdogPolicy.DEFAULTS)),
                world.inbox::add);
    }
}
