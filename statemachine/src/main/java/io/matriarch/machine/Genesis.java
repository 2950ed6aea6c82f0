package io.matriarch.machine;

import io.matriarch.state.Announced;
import io.matriarch.state.Ballots;
import io.matriarch.state.Clocks;
import io.matriarch.state.Cluster;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Failsafe;
import io.matriarch.state.Fence;
import io.matriarch.state.Health;
import io.matriarch.state.Inflow;
import io.matriarch.state.Lease;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.NodeState;
import io.matriarch.state.Orders;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Published;
import io.matriarch.state.Requests;
import io.matriarch.state.Scripts;
import io.matriarch.state.Session;
import io.matriarch.state.Setbacks;
import io.matriarch.state.Slots;
import io.matriarch.state.Synchrony;
import io.matriarch.state.Tags;
import io.matriarch.state.Watchdog;
import io.matriarch.state.WatchdogPolicy;
import io.matriarch.state.Work;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.time.Instant;

/** The state before the first event: nothing is known, nothing is decided until {@code Booted}. */
public final class Genesis {
    private Genesis() {}

    public static NodeState state() {
        return new NodeState(
                Presence.ABSENT,
                unnamed(),
                DynamicSettings.DEFAULTS,
                new Clocks(
                        Moment.LONG_AGO,
                        Instant.EPOCH,
                        Moment.LONG_AGO,
                        Moment.LONG_AGO,
                        Moment.LONG_AGO,
                        Moment.LONG_AGO,
                        Moment.LONG_AGO,
                        Moment.LONG_AGO),
                new Session.None(Moment.LONG_AGO),
                new Lease.None(),
                new Cluster.Unseen(),
                new Postgres.Unknown("not looked yet"),
                Synchrony.UNKNOWN,
                Slots.UNKNOWN,
                new Work.Idle(),
                Setbacks.NONE,
                Health.UNKNOWN,
                new Peers.Unasked(),
                Failsafe.NONE,
                Ballots.NONE,
                Inflow.NEVER,
                new Fence.Unarmed(),
                Watchdog.UNSEEN,
                Orders.NONE,
                Requests.NONE,
                Published.NOTHING,
                Announced.NOTHING,
                DurableFacts.NONE,
                0L);
    }

    private static LocalSettings unnamed() {
        return new LocalSettings(
                new MemberName("unnamed"),
                "",
                "",
                "",
                "",
                Tags.NONE,
                Scripts.NONE,
                false,
                Duration.ofSeconds(2),
                false,
                WatchdogPolicy.OFF,
                false);
    }
}
