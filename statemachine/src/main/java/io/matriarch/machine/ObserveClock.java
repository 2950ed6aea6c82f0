package io.matriarch.machine;

import io.matriarch.judge.FailsafeMode;
import io.matriarch.judge.LeaseClock;
import io.matriarch.state.Clocks;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Failsafe;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Session;
import java.time.Instant;
import java.util.Optional;

/**
 * Folds in what time it is. Our clock counts while the machine sleeps, but not while a hypervisor
 * holds it with all its clocks; a wall clock that was put right afterwards is the only witness of
 * that (lease.md L3).
 */
final class ObserveClock {
    private ObserveClock() {}

    static NodeState ticked(NodeState state, Instant wall) {
        Clocks clocks = state.clocks();
        // What is less is covered by what every lease keeps in hand.
        boolean jumped = clocks.ahead(wall).compareTo(DynamicSettings.margin(state.timeout())) > 0;
        NodeState told = state.with(clocks.withWall(wall));
        return jumped ? shortened(told.with(told.clocks().jumped())) : told;
    }

    /** What rests on answers from before counts for a moment more: until it is confirmed. */
    private static NodeState shortened(NodeState state) {
        NodeState leased =
                state.lease() instanceof Lease.Held held
                                && state.session() instanceof Session.Live live
                        ? state.with(
                                new Lease.Held(
                                        held.epoch(),
                                        LeaseClock.afterJump(state, live, held.until()),
                                        held.found()))
                        : state;
        return leased.failsafe()
                .promise()
                .map(promise ->
                        leased.with(
                                leased.failsafe()
                                        .withPromise(Optional.of(capped(leased, promise)))))
                .orElse(leased);
    }

    private static Failsafe.Promise capped(NodeState state, Failsafe.Promise promise) {
        return new Failsafe.Promise(
                promise.epoch(),
                promise.since(),
                FailsafeMode.afterJump(state, promise.since(), promise.until()));
    }
}
