package io.matriarch.runtime.watchdog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.Permit;
import io.matriarch.action.WatchdogAction;
import io.matriarch.event.Event;
import io.matriarch.event.WatchdogEvent;
import io.matriarch.state.Watchdog.Health;
import io.matriarch.value.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelWatchdogTest {
    private static final Moment NOW = Moment.ofMillis(7_000);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    @TempDir private Path directory;
    private Path file;

    @BeforeEach
    void makeDevice() throws IOException {
        file = Files.createFile(directory.resolve("watchdog"));
    }

    @Test
    void theTestingDriverWritesWhatADeviceWouldBeTold() throws IOException {
        carryOut(new FileWatchdog(file), feed(1, 25), feed(2, 25), feed(3, 10), stop(4));
        assertEquals("Ctimeout=25\n11Ctimeout=10\n1V", Files.readString(file));
        assertEquals(List.of(fed(1, 25), fed(2, 25), fed(3, 10), stopped(4)), events);
    }

    @Test
    void aDeviceIsStartedGivenItsTimeoutFedAndStopped() {
        EmulatedKernel kernel =
                new EmulatedKernel(EmulatedKernel.SETTABLE | EmulatedKernel.STOPPABLE);
        carryOut(linux(kernel), feed(1, 25), feed(2, 25), stop(3));
        assertEquals(
                List.of("open", "support", "timeout 25", "write 1", "write 1", "write V", "close"),
                kernel.told);
        assertEquals(List.of(fed(1, 25), fed(2, 25), stopped(3)), events);
    }

    @Test
    void whatIsNotStoppedIsNotDisarmedWhenTheAgentEnds() {
        EmulatedKernel kernel =
                new EmulatedKernel(EmulatedKernel.SETTABLE | EmulatedKernel.STOPPABLE);
        carryOut(linux(kernel), feed(1, 25));
        assertEquals(List.of("open", "support", "timeout 25", "write 1"), kernel.told);
    }

    @Test
    void aTimeoutThatCannotBeSetIsTold() {
        EmulatedKernel kernel = new EmulatedKernel(EmulatedKernel.STOPPABLE);
        carryOut(linux(kernel), feed(1, 25));
        assertEquals(List.of(fed(1, 60)), events);
    }

    @Test
    void oneThatCannotBeStoppedIsFedOnceMore() {
        EmulatedKernel kernel = new EmulatedKernel(EmulatedKernel.SETTABLE);
        carryOut(linux(kernel), feed(1, 25), stop(2));
        assertEquals(
                List.of("open", "support", "timeout 25", "write 1", "write 1", "close"),
                kernel.told);
        assertEquals(
                List.of(
                        fed(1, 25),
                        new WatchdogEvent.WatchdogStuck(
                                NOW, 2, "it cannot be stopped once it was started")),
                events);
    }

    @Test
    void oneThatIsNotOpenedNeedsNoStop() {
        EmulatedKernel kernel = new EmulatedKernel(EmulatedKernel.STOPPABLE);
        carryOut(linux(kernel), stop(1));
        assertEquals(List.of(), kernel.told);
        assertEquals(List.of(stopped(1)), events);
    }

    @Test
    void aFeedingThatComesTooLateIsNotDone() {
        EmulatedKernel kernel = new EmulatedKernel(EmulatedKernel.STOPPABLE);
        carryOut(
                linux(kernel),
                new WatchdogAction.FeedWatchdog(
                        1, Duration.ofSeconds(25), new Permit.NotAfter(NOW)));
        assertEquals(List.of(), kernel.told);
        assertEquals(List.of(new WatchdogEvent.WatchdogUnfed(NOW, 1)), events);
    }

    @Test
    void oneThatFailsAfterItWasOpenedIsStoppedAgain() {
        EmulatedKernel kernel =
                new EmulatedKernel(EmulatedKernel.SETTABLE | EmulatedKernel.STOPPABLE);
        kernel.fail("timeout");
        carryOut(linux(kernel), feed(1, 25));
        assertEquals(List.of("open", "support", "write V", "close"), kernel.told);
        assertEquals(
                List.of(
                        new WatchdogEvent.WatchdogFailed(
                                NOW, 1, Health.FAILED, "input/output error")),
                events);
    }

    @Test
    void aMissingDeviceIsSeenAndNotOpened() {
        Path missing = directory.resolve("none");
        EmulatedKernel kernel = new EmulatedKernel(EmulatedKernel.STOPPABLE);
        LinuxWatchdog device = new LinuxWatchdog(missing, kernel, RequestCodes.ofThisMachine());
        carryOut(device, new WatchdogAction.LookAtWatchdog(), feed(1, 25));
        String why = missing + " is not there: load a driver such as softdog";
        assertEquals(
                List.of(
                        new WatchdogEvent.WatchdogSeen(NOW, Health.ABSENT, why),
                        new WatchdogEvent.WatchdogFailed(NOW, 1, Health.ABSENT, why)),
                events);
        assertEquals(List.of(), kernel.told);
    }

    @Test
    void aLookOpensNothing() {
        EmulatedKernel kernel = new EmulatedKernel(EmulatedKernel.STOPPABLE);
        carryOut(linux(kernel), new WatchdogAction.LookAtWatchdog());
        assertEquals(List.of(), kernel.told);
        assertEquals(List.of(new WatchdogEvent.WatchdogSeen(NOW, Health.READY, "")), events);
    }

    private LinuxWatchdog linux(EmulatedKernel kernel) {
        return new LinuxWatchdog(file, kernel, RequestCodes.ofThisMachine());
    }

    private void carryOut(WatchdogDevice device, WatchdogAction... orders) {
        try (KernelWatchdog watchdog = new KernelWatchdog(device, () -> NOW, events::add)) {
            for (WatchdogAction order : orders) {
                watchdog.order(order);
            }
        }
    }

    private static WatchdogAction feed(long sequence, int seconds) {
        return new WatchdogAction.FeedWatchdog(
                sequence,
                Duration.ofSeconds(seconds),
                new Permit.NotAfter(NOW.plus(Duration.ofSeconds(1))));
    }

    private static WatchdogAction stop(long sequence) {
        return new WatchdogAction.StopWatchdog(sequence);
    }

    private static Event fed(long sequence, int seconds) {
        return new WatchdogEvent.WatchdogFed(NOW, sequence, Duration.ofSeconds(seconds));
    }

    private static Event stopped(long sequence) {
        return new WatchdogEvent.WatchdogStopped(NOW, sequence);
    }
}
