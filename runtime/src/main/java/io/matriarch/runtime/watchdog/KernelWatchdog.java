package io.matriarch.runtime.watchdog;

import io.matriarch.action.Permit;
import io.matriarch.action.WatchdogAction;
import io.matriarch.driver.Clock;
import io.matriarch.driver.WatchdogPort;
import io.matriarch.event.Event;
import io.matriarch.event.WatchdogEvent;
import io.matriarch.runtime.config.WatchdogConfig;
import io.matriarch.state.Watchdog.Health;
import io.matriarch.value.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out orders to the watchdog, one after the other, on a thread of its own, for a device may
 * hang. However this process ends, a device that was not stopped counts on.
 */
public final class KernelWatchdog implements WatchdogPort, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KernelWatchdog.class);
    private static final Duration LAST_ORDERS = Duration.ofSeconds(1);

    private final WatchdogDevice device;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(KernelWatchdog::named);
    private Optional<WatchdogDevice.Started> started = Optional.empty();
    private int asked;
    private int given;

    /** The device that the configuration names. */
    public KernelWatchdog(WatchdogConfig config, Clock clock, Consumer<Event> sink) {
        this(device(config), clock, sink);
    }

    KernelWatchdog(WatchdogDevice device, Clock clock, Consumer<Event> sink) {
        this.device = device;
        this.clock = clock;
        this.sink = sink;
    }

    private static WatchdogDevice device(WatchdogConfig config) {
        return switch (config.driver()) {
            case TESTING -> new FileWatchdog(config.device());
            case DEFAULT ->
                    WatchdogConfig.isPlatformFit()
                            ? new LinuxWatchdog(
                                    config.device(), new CLibrary(), RequestCodes.ofThisMachine())
                            : new NoWatchdog();
        };
    }

    @Override
    public void order(WatchdogAction order) {
        try {
            worker.execute(() -> carryOut(order));
        } catch (RejectedExecutionException _) {
            LOG.debug("this agent ends, no more orders to the watchdog: {}", order);
        }
    }

    /** Waits a moment for what was ordered; what counts down is left so. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            worker.awaitTermination(LAST_ORDERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void carryOut(WatchdogAction order) {
        Moment now = clock.now();
        sink.accept(
                switch (order) {
                    case WatchdogAction.LookAtWatchdog _ -> {
                        WatchdogDevice.Look look = device.look();
                        yield new WatchdogEvent.WatchdogSeen(now, look.health(), look.why());
                    }
                    case WatchdogAction.FeedWatchdog feed when isLate(feed, now) ->
                            new WatchdogEvent.WatchdogUnfed(now, feed.sequence());
                    case WatchdogAction.FeedWatchdog feed -> feed(feed);
                    case WatchdogAction.StopWatchdog stop -> stop(stop);
                });
    }

    private static boolean isLate(WatchdogAction.FeedWatchdog feed, Moment now) {
        return feed.permit() instanceof Permit.NotAfter(Moment until) && now.hasReached(until);
    }

    private Event feed(WatchdogAction.FeedWatchdog feed) {
        try {
            WatchdogDevice.Started running = running();
            adjust(running, (int) feed.timeout().toSeconds());
            running.feed();
            return new WatchdogEvent.WatchdogFed(
                    clock.now(), feed.sequence(), Duration.ofSeconds(given));
        } catch (IOException e) {
            giveUp();
            WatchdogDevice.Look look = device.look();
            boolean seen = look.health() != Health.READY;
            String why = seen ? look.why() : e.getMessage();
            return new WatchdogEvent.WatchdogFailed(
                    clock.now(), feed.sequence(), seen ? look.health() : Health.FAILED, why);
        }
    }

    private WatchdogDevice.Started running() throws IOException {
        if (started.isEmpty()) {
            if (device.look().health() != Health.READY) {
                throw new IOException(device.look().why());
            }
            started = Optional.of(device.start());
            asked = 0;
            LOG.info("the watchdog is started: it resets this machine unless it is fed");
        }
        return started.get();
    }

    private void adjust(WatchdogDevice.Started running, int seconds) throws IOException {
        if (seconds == asked) {
            return;
        }
        running.ask(seconds);
        asked = seconds;
        given = running.timeout();
        if (given > seconds) {
            LOG.warn("the watchdog waits {} s, though {} s were asked for", given, seconds);
        }
    }

    private Event stop(WatchdogAction.StopWatchdog stop) {
        Optional<WatchdogDevice.Started> running = started;
        if (running.isEmpty()) {
            return new WatchdogEvent.WatchdogStopped(clock.now(), stop.sequence());
        }
        try {
            if (running.get().isStoppable()) {
                running.get().disarm();
                abandon();
                LOG.info("the watchdog is stopped");
                return new WatchdogEvent.WatchdogStopped(clock.now(), stop.sequence());
            }
            running.get().feed();
        } catch (IOException e) {
            LOG.debug("the watchdog's last orders: {}", e.getMessage());
        }
        abandon();
        LOG.warn("the watchdog cannot be stopped: it resets this machine in {} s", given);
        return new WatchdogEvent.WatchdogStuck(
                clock.now(), stop.sequence(), "it cannot be stopped once it was started");
    }

    /** What cannot be fed must not reset the machine by that alone. */
    private void giveUp() {
        try {
            if (started.isPresent()) {
                started.get().disarm();
            }
        } catch (IOException e) {
            LOG.warn("the watchdog may reset this machine in {} s: {}", given, e.getMessage());
        }
        abandon();
    }

    private void abandon() {
        started.ifPresent(WatchdogDevice.Started::close);
        started = Optional.empty();
    }

    private static Thread named(Runnable task) {
        Thread thread = new Thread(task, "watchdog");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        return thread;
    }
}
