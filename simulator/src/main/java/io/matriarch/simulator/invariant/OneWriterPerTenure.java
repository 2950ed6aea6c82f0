package io.matriarch.simulator.invariant;

import io.matriarch.action.Permit;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.ZooKeeperChange;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.Lock;
import io.matriarch.state.Operation;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * I5: for each tenure of the lock at most one member ever writes under it, the one whose lock it
 * was; and nothing that makes PostgreSQL writable begins without a lease that still runs.
 */
public final class OneWriterPerTenure implements Invariant {
    private final Map<LockEpoch, MemberName> holders = new TreeMap<>();

    @Override
    public String id() {
        return "I5";
    }

    @Override
    public String title() {
        return "one-writer-per-tenure";
    }

    /** Tenures are comparable only within one life of ZooKeeper's data. */
    @Override
    public void befalls(Truth truth, Fault fault) {
        if (fault.equals(new Fault.ToZooKeeper(ZooKeeperChange.RESTORE))) {
            holders.clear();
        }
    }

    @Override
    public Optional<String> after(Truth truth) {
        if (!(truth.lock() instanceof Lock.Held held)) {
            return Optional.empty();
        }
        MemberName first = holders.computeIfAbsent(held.epoch(), _ -> held.holder());
        return first.equals(held.holder())
                ? Optional.empty()
                : Optional.of("the lock of one tenure went from " + first + " to " + held.holder());
    }

    @Override
    public Optional<String> begun(Truth truth, Begun begun) {
        return switch (begun.operation()) {
            case Operation.Promote promote -> writes(truth, begun, promote.epoch());
            case Operation.StartPrimary start -> writes(truth, begun, start.epoch());
            case Operation.Initdb _,
                    Operation.StartStandby _,
                    Operation.Follow _,
                    Operation.PrePromote _,
                    Operation.CopySlots _,
                    Operation.Stop _,
                    Operation.RecoverAlone _,
                    Operation.Rewind _,
                    Operation.Basebackup _ ->
                    Optional.empty();
        };
    }

    /** The end of the right to write that was shown; absent when none was. */
    private static Optional<Moment> until(Permit permit, LockEpoch epoch) {
        return switch (permit) {
            case Permit.LeaseHeld lease ->
                    lease.epoch().equals(epoch) ? Optional.of(lease.until()) : Optional.empty();
            case Permit.FailsafeAccepted promised -> Optional.of(promised.until());
            case Permit.NoneNeeded _,
                    Permit.NotAfter _,
                    Permit.BootstrapClaim _,
                    Permit.Maintenance _,
                    Permit.StandbyCluster _,
                    Permit.PostgresGone _ ->
                    Optional.empty();
        };
    }

    private Optional<String> writes(Truth truth, Begun begun, LockEpoch epoch) {
        after(truth); // the lock may have been taken in this very event
        String what = begun.member() + " began to " + begun.operation().word();
        Optional<Moment> until = until(begun.permit(), epoch);
        if (until.isEmpty()) {
            return Optional.of(what + " without a lease of that tenure: " + begun.permit());
        }
        if (truth.clock(begun.member()).hasReached(until.get())) {
            return Optional.of(
                    what
                            + " at "
                            + truth.clock(begun.member())
                            + " by its clock, when its lease had ended at "
                            + until.get());
        }
        MemberName holder = holders.get(epoch);
        return begun.member().equals(holder)
                ? Optional.empty()
                : Optional.of(
                        what
                                + " in a tenure "
                                + (holder == null ? "that there never was" : "of " + holder));
    }
}
