package io.matriarch.simulator.invariant;

import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.Lock;
import io.matriarch.state.Operation;
import io.matriarch.state.SyncState;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import java.util.Optional;

/**
 * I3, its synchronous part: whoever is promoted in synchronous mode was in the set, or maintained
 * it, when it took the lock; unless an operator named it, whatever is lost.
 */
public final class PromotedFromTheSet implements Invariant {
    private Optional<LockEpoch> epoch = Optional.empty();
    private SyncState whenTaken = SyncState.ABSENT;
    private Optional<MemberName> ordered = Optional.empty();

    @Override
    public String id() {
        return "I3";
    }

    @Override
    public String title() {
        return "only-eligible-members-promote";
    }

    @Override
    public void befalls(Truth truth, Fault fault) {
        if (fault instanceof Command.Failover(MemberName to)) {
            ordered = Optional.of(to);
        }
    }

    @Override
    public Optional<String> after(Truth truth) {
        if (truth.lock() instanceof Lock.Held held && !epoch.equals(Optional.of(held.epoch()))) {
            epoch = Optional.of(held.epoch());
            whenTaken = truth.sync();
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> begun(Truth truth, Begun begun) {
        after(truth);
        boolean restricted = truth.isSynchronous() && whenTaken.leader().isPresent();
        boolean eligible =
                whenTaken.leader().equals(Optional.of(begun.member()))
                        || whenTaken.standbys().contains(begun.member())
                        || ordered.equals(Optional.of(begun.member()));
        return begun.operation() instanceof Operation.Promote && restricted && !eligible
                ? Optional.of(
                        begun.member()
                                + " began to promote, and key sync had "
                                + whenTaken.standbys()
                                + " of "
                                + whenTaken.leader().orElseThrow())
                : Optional.empty();
    }
}
