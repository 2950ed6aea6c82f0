package io.matriarch.machine;

import io.matriarch.event.PeerEvent;
import io.matriarch.judge.FailsafeMode;
import io.matriarch.judge.LeaseClock;
import io.matriarch.judge.Maintenance;
import io.matriarch.state.Failsafe;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import java.util.Optional;

/** Folds in what was asked and promised for the time without the DCS. */
final class ObserveFailsafe {
    private ObserveFailsafe() {}

    static NodeState asked(NodeState state, PeerEvent.FailsafeAsked event) {
        Failsafe.Question question =
                new Failsafe.Question(event.question(), event.from(), event.lasts());
        return state.with(state.failsafe().withQuestion(Optional.of(question)))
                .with(ObserveInflow.asked(state));
    }

    /** A promise counts from before the first question of its round. */
    static NodeState answered(NodeState state, PeerEvent.FailsafeAnswered event) {
        Optional<Failsafe.Asking> asking =
                state.failsafe().asking().filter(one -> one.round().equals(event.round()));
        if (asking.isEmpty()) {
            return state;
        }
        NodeState known = state.with(state.failsafe().answered());
        Optional<LockEpoch> epoch = prolonged(state);
        Moment since = asking.get().at();
        Moment until = FailsafeMode.afterJump(state, since, since.plus(asking.get().lasts()));
        if (!event.refused().isEmpty() || epoch.isEmpty() || state.now().hasReached(until)) {
            return known;
        }
        Failsafe.Promise promise = new Failsafe.Promise(epoch.get(), since, until);
        return tidied(known.with(known.failsafe().withPromise(Optional.of(promise))));
    }

    /** The tenure that we lead in by lock or promise at this moment. */
    private static Optional<LockEpoch> prolonged(NodeState state) {
        if (state.lease() instanceof Lease.Held held) {
            return Optional.of(held.epoch());
        }
        return state.failsafe().isPromised(state.now())
                ? state.failsafe().promise().map(Failsafe.Promise::epoch)
                : Optional.empty();
    }

    /** What a lease is once it does not count any more: over, unless the others' promise does. */
    static Lease ended(NodeState state, Lease.Held held, Lease.Ended why) {
        return state.failsafe().isPromised(state.now())
                ? new Lease.None()
                : new Lease.Over(held.epoch(), why);
    }

    /**
     * Forgets a promise that a lease outlasts, that ended with it, or that maintenance replaces.
     */
    static NodeState tidied(NodeState state) {
        boolean outlasted =
                (state.lease() instanceof Lease.Held || state.lease() instanceof Lease.Over)
                        && LeaseClock.promise(state).isEmpty();
        boolean idle = outlasted || Maintenance.isOn(state);
        return idle && state.failsafe().promise().isPresent()
                ? state.with(state.failsafe().withPromise(Optional.empty()))
                : state;
    }
}
