package io.matriarch.judge;

import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.NodeState;
import io.matriarch.state.Session;
import io.matriarch.value.Times;
import java.time.Duration;
import java.util.Optional;

/**
 * Which session timeouts keep a lease alive at all (lease rule L15). A shorter one would end, or be
 * about to, before the next renewal could be confirmed after the loss of a ZooKeeper server.
 */
public final class SafeTimeout {
    /** Setting up a connection to another server, the answer on it, and the one before it. */
    private static final Duration CONNECTING = Duration.ofSeconds(1);

    /**
     * After so many ticks without a word the servers give up a leader that hangs and elect another:
     * syncLimit as ZooKeeper's sample configuration has it (zoo_sample.cfg).
     */
    private static final int SYNC_LIMIT = 5;

    private SafeTimeout() {}

    /**
     * The smallest that will do, in whole seconds.
     *
     * @param reportDelay tickTime of the ZooKeeper servers
     * @param loopWait the setting, which makes renewals more frequent when it is short
     */
    public static Duration smallest(Duration reportDelay, Duration loopWait) {
        Duration timeout = Duration.ofSeconds(1);
        while (needed(timeout, reportDelay, loopWait).compareTo(timeout) > 0) {
            timeout = timeout.plusSeconds(1);
        }
        return timeout;
    }

    /** The smallest that outlasts the election of another ZooKeeper leader, in whole seconds. */
    static Duration outlasting(Duration reportDelay) {
        Duration election = reportDelay.multipliedBy(SYNC_LIMIT).plus(CONNECTING);
        Duration timeout = Duration.ofSeconds(1);
        while (lost(timeout, reportDelay).plus(election).compareTo(timeout) > 0) {
            timeout = timeout.plusSeconds(1);
        }
        return timeout;
    }

    /** The settings with a {@code ttl} that will do: as it is, or else the smallest. */
    public static DynamicSettings applied(DynamicSettings settings, Duration reportDelay) {
        Duration smallest = smallest(reportDelay, settings.loopWait());
        return settings.ttl().compareTo(smallest) >= 0
                ? settings
                : settings.withTiming(smallest, settings.loopWait(), settings.retryTimeout());
    }

    /** What operators should know of the timeouts here; absent when all is well. */
    public static Optional<String> complaint(NodeState state) {
        return tooShortSession(state)
                .or(() -> tooShortTtl(state))
                .or(() -> shorterThanElection(state));
    }

    private static Optional<String> tooShortSession(NodeState state) {
        Duration least = smallest(state.local().reportDelay(), state.settings().loopWait());
        return state.session() instanceof Session.Live live && live.timeout().compareTo(least) < 0
                ? Optional.of(
                        ("ZooKeeper grants a session timeout of %s s, too short for %s, which needs"
                                        + " %s s: a primary here would be stopped again and again."
                                        + " Raise maxSessionTimeout of its servers")
                                .formatted(seconds(live.timeout()), delay(state), seconds(least)))
                : Optional.empty();
    }

    private static Optional<String> tooShortTtl(NodeState state) {
        Duration used = state.settings().ttl();
        return state.cluster()
                .latest()
                .map(view ->
                        view.config() instanceof Config.Present(var asked) ? asked.ttl() : used)
                .filter(asked -> asked.compareTo(used) < 0)
                .map(asked ->
                        ("ttl: %s s is too short for %s: %s s are used. Write at least that, or as"
                                        + " report_delay what tickTime the ZooKeeper servers have")
                                .formatted(seconds(asked), delay(state), seconds(used)));
    }

    private static Optional<String> shorterThanElection(NodeState state) {
        Duration enough = outlasting(state.local().reportDelay());
        return state.settings().ttl().compareTo(enough) < 0
                ? Optional.of(
                        ("ttl: %s s may not outlast the election of another ZooKeeper leader, which"
                                        + " takes up to %d ticks (%s): write at least %s s")
                                .formatted(
                                        seconds(state.settings().ttl()),
                                        SYNC_LIMIT,
                                        delay(state),
                                        seconds(enough)))
                : Optional.empty();
    }

    /** How much of a timeout it takes to renew the lease in time, whatever server is lost. */
    private static Duration needed(Duration timeout, Duration reportDelay, Duration loopWait) {
        Duration sixth = Times.part(timeout, 6);
        Duration interval = loopWait.compareTo(sixth) < 0 ? loopWait : sixth;
        // A server that is silent for a quarter of the timeout is given up.
        Duration moving = Times.part(timeout, 4).plus(CONNECTING);
        return lost(timeout, reportDelay).plus(interval).plus(moving);
    }

    /** What a lease lacks of the timeout: its age when it is confirmed, the margin and the stop. */
    private static Duration lost(Duration timeout, Duration reportDelay) {
        return reportDelay
                .plus(Times.part(timeout, 12))
                .plus(DynamicSettings.margin(timeout))
                .plus(LeaseClock.stopAllowance(timeout));
    }

    private static String delay(NodeState state) {
        LocalSettings local = state.local();
        return "matriarch.report_delay " + seconds(local.reportDelay()) + " s";
    }

    private static String seconds(Duration time) {
        return time.toMillisPart() == 0
                ? Long.toString(time.toSeconds())
                : time.toSeconds() + "." + "%03d".formatted(time.toMillisPart());
    }
}
