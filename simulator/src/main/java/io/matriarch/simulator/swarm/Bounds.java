package io.matriarch.simulator.swarm;

import io.matriarch.simulator.mishap.Dog;
import io.matriarch.simulator.mishap.HostChange;
import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.MemberLine;
import io.matriarch.simulator.scenario.Setting;
import io.matriarch.simulator.scenario.Settings;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.FailoverPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the promises rest on: two things at once that no design could survive are not drawn
 * together. Each exclusion has its reason here, and none is anywhere else.
 *
 * @param settings the drawn settings
 * @param members the drawn members
 */
record Bounds(Settings settings, List<MemberLine> members) {
    /** An operator who overrules the cluster may lose acknowledged writes: the choice is theirs. */
    private static final Set<FaultKind> OVERRULES =
            EnumSet.of(FaultKind.FAILOVER, FaultKind.HAND_WORK, FaultKind.SYNC_WRITTEN);

    /** What keeps an agent from ending its PostgreSQL by itself. */
    private static final Set<FaultKind> AGENT_UNABLE =
            EnumSet.of(
                    FaultKind.FREEZE_AGENT,
                    FaultKind.KILL_AGENT,
                    FaultKind.CUT_FROM_ZOOKEEPER,
                    FaultKind.CUT_ONE_WAY,
                    FaultKind.ZOOKEEPER_DOWN,
                    FaultKind.STALE_READS);

    /** What takes from ZooKeeper what it knew of the past. */
    private static final Set<FaultKind> KEYS_LOST =
            EnumSet.of(
                    FaultKind.ZOOKEEPER_RESTORED, FaultKind.ZOOKEEPER_WIPED, FaultKind.KEY_DELETED);

    /** What starts an agent anew. */
    private static final Set<FaultKind> FORGETFUL =
            EnumSet.of(FaultKind.KILL_AGENT, FaultKind.STOP_AGENT, FaultKind.CRASH_HOST);

    /** What keeps members from ZooKeeper and leaves them running. */
    private static final Set<FaultKind> SEPARATING =
            EnumSet.of(
                    FaultKind.CUT_FROM_ZOOKEEPER,
                    FaultKind.CUT_ONE_WAY,
                    FaultKind.FREEZE_AGENT,
                    FaultKind.STALE_READS);

    /** Those that may be drawn together, out of those that were drawn. */
    List<FaultKind> kinds(List<FaultKind> drawn) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        kinds.addAll(drawn);
        if (settings.dynamic().sync().isOn() || kinds.contains(FaultKind.CONFIGURED)) {
            kinds.removeAll(OVERRULES);
        }
        // While the holder has not heard of it two may accept writes. Without a guard no more is
        // promised than that only one acknowledges.
        if (settings.isGuarded()) {
            kinds.remove(FaultKind.SESSION_EXPIRED);
        }
        // A session that ends before its timeout ends a lease that counts on it; the holder hears
        // of it at once, or not at all. A dead guard leaves only the agent.
        boolean agentNeeded =
                kinds.contains(FaultKind.SESSION_EXPIRED) || kinds.contains(FaultKind.GUARD_KILLED);
        if (agentNeeded) {
            kinds.removeAll(AGENT_UNABLE);
        }
        // A timeline that only lost keys and lost data told of is one that nobody can know of.
        if (!Collections.disjoint(kinds, KEYS_LOST)) {
            kinds.remove(FaultKind.LASTING_TROUBLE);
        }
        // What a restored ZooKeeper has forgotten the members' memory tells, while they keep it; of
        // whoever was away when the copy was made, nobody has an address.
        if (kinds.contains(FaultKind.ZOOKEEPER_RESTORED)) {
            kinds.removeAll(FORGETFUL);
            kinds.removeAll(SEPARATING);
        }
        return List.copyOf(kinds);
    }

    /** Whether this fault cannot be survived with these settings and members. */
    boolean forbids(Fault fault) {
        return switch (fault) {
            // Nobody keeps acknowledged writes once the mode that keeps them is off.
            case Command.Configure set ->
                    !settings.isGuarded() && set.setting() == Setting.SYNCHRONOUS_MODE;
            case Fault.ToHost host ->
                    host.change() == HostChange.FIND_WATCHDOG
                            && members.stream()
                                    .anyMatch(one -> one.dog().device() != Dog.Device.WORKS);
            case Fault _ -> false;
        };
    }

    /** The settings with the longest of all times that are ever in force. */
    static DynamicSettings slowest(Settings settings, List<Strike> plan) {
        DynamicSettings slowest = settings.dynamic();
        for (Strike strike : plan) {
            if (strike.fault() instanceof Command.Configure(Setting setting, String value)) {
                DynamicSettings set = settings.with(setting, value).dynamic();
                slowest =
                        slowest.withTiming(
                                        longer(slowest.ttl(), set.ttl()),
                                        longer(slowest.loopWait(), set.loopWait()),
                                        longer(slowest.retryTimeout(), set.retryTimeout()))
                                .with(slower(slowest.failover(), set.failover()));
            }
        }
        return slowest;
    }

    private static FailoverPolicy slower(FailoverPolicy one, FailoverPolicy other) {
        return new FailoverPolicy(
                one.maximumLag(),
                longer(one.startTimeout(), other.startTimeout()),
                longer(one.stopTimeout(), other.stopTimeout()),
                one.checkTimeline(),
                longer(one.raceBackoff(), other.raceBackoff()),
                longer(one.writeTimeout(), other.writeTimeout()),
                one.maximumAge());
    }

    private static Duration longer(Duration one, Duration other) {
        return List.of(one, other).stream().max(Comparator.naturalOrder()).orElseThrow();
    }
}
