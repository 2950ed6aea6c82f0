package io.matriarch.simulator.invariant;

import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Impairment;
import io.matriarch.simulator.scenario.Repair;
import io.matriarch.simulator.scenario.Setting;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.Lock;
import io.matriarch.state.Operation;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * I8: once the cluster runs, no member is stopped, started, promoted, rewound or copied while no
 * fault has touched it, the primary or the lock; and no member changes its role more than twice in
 * a minute, or twice for each thing that befell anybody in that minute or the one before: what a
 * fault leads to may take a {@code ttl} or two.
 */
public final class NoNeedlessDisruption implements Invariant {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int CHANGES_PER_MINUTE = 2;

    private boolean settled;
    private boolean primaryTouched;
    private final Set<MemberName> touched = new HashSet<>();
    private final Map<MemberName, Boolean> wasPrimary = new TreeMap<>();
    private final Map<MemberName, Deque<Moment>> changes = new TreeMap<>();
    private final Deque<Moment> befallen = new ArrayDeque<>();

    @Override
    public String id() {
        return "I8";
    }

    @Override
    public String title() {
        return "no-needless-disruption";
    }

    @Override
    public void befalls(Truth truth, Fault fault) {
        befallen.addLast(truth.now());
        touched.addAll(fault.named());
        primaryTouched |= touchesPrimary(truth, fault);
    }

    private static boolean touchesPrimary(Truth truth, Fault fault) {
        return switch (fault) {
            case Fault.ToZooKeeper _,
                    Repair _,
                    Fault.DeleteLock _,
                    Command.Switchover _,
                    Command.Failover _,
                    Command.WriteSync _ ->
                    true;
            case Command.SlotByHand _ -> false;
            case Command.Configure _,
                    Fault.CutFromZooKeeper _,
                    Fault.CutFromMembers _,
                    Fault.CutOneWay _,
                    Fault.StallReads _,
                    Fault.Heal _,
                    Fault.ToAgent _,
                    Fault.CrashPostgres _,
                    Command.Restart _,
                    Command.Reinitialize _,
                    Command.Pause _,
                    Command.Resume _,
                    Fault.CrashHost _,
                    Fault.StartHost _,
                    Fault.ToHost _,
                    Fault.ToTool _,
                    Fault.Retag _,
                    Command.SetWatchdog _,
                    Fault.StepClock _,
                    Fault.DeleteKey _,
                    Fault.ToMachine _,
                    Impairment _,
                    Fault.ExpireSession _ ->
                    fault.named().stream().anyMatch(member -> leads(truth, member))
                            || fault instanceof Command.Configure set
                                    && set.setting() == Setting.STANDBY_CLUSTER;
        };
    }

    @Override
    public Optional<String> begun(Truth truth, Begun begun) {
        boolean needless =
                settled
                        && !primaryTouched
                        && !touched.contains(begun.member())
                        && disturbs(begun.operation());
        return needless
                ? Optional.of(
                        begun.member()
                                + " began to "
                                + begun.operation().word()
                                + " though nothing had befallen it, the primary or the lock")
                : Optional.empty();
    }

    @Override
    public Optional<String> after(Truth truth) {
        settled = settled || truth.isSettled();
        Optional<String> breach = Optional.empty();
        for (MemberName member : truth.members()) {
            if (settled && !primaryTouched && !touched.contains(member) && !truth.isUp(member)) {
                breach = breach.or(() -> Optional.of(member + " was reset without a reason"));
            }
            if (truth.acceptsWrites(member) || truth.isStandby(member)) {
                breach = breach.or(() -> flaps(truth, member));
            }
        }
        return breach;
    }

    private Optional<String> flaps(Truth truth, MemberName member) {
        Boolean before = wasPrimary.put(member, truth.acceptsWrites(member));
        if (before == null || before == truth.acceptsWrites(member)) {
            return Optional.empty();
        }
        Deque<Moment> recent = changes.computeIfAbsent(member, _ -> new ArrayDeque<>());
        recent.addLast(truth.now());
        forgetOld(truth, recent, MINUTE);
        forgetOld(truth, befallen, MINUTE.multipliedBy(2));
        return recent.size() <= CHANGES_PER_MINUTE * Math.max(1, befallen.size())
                ? Optional.empty()
                : Optional.of(member + " changed its role " + recent.size() + " times in a minute");
    }

    private static void forgetOld(Truth truth, Deque<Moment> times, Duration kept) {
        while (!times.isEmpty() && truth.now().since(times.peekFirst()).compareTo(kept) > 0) {
            times.removeFirst();
        }
    }

    /** Whether the others depend on it: it leads, or is the server that the leader follows. */
    private static boolean leads(Truth truth, MemberName member) {
        return !truth.members().contains(member)
                || truth.acceptsWrites(member)
                || truth.lock() instanceof Lock.Held held && held.holder().equals(member);
    }

    private static boolean disturbs(Operation operation) {
        return switch (operation) {
            case Operation.StartPrimary _,
                    Operation.StartStandby _,
                    Operation.Promote _,
                    Operation.Stop _,
                    Operation.RecoverAlone _,
                    Operation.Rewind _,
                    Operation.Basebackup _ ->
                    true;
            // It restarts a standby, and only when the settings ask for a slot that it lacks.
            case Operation.Initdb _,
                    Operation.Follow _,
                    Operation.PrePromote _,
                    Operation.CopySlots _ ->
                    false;
        };
    }
}
