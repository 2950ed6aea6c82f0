package io.matriarch.simulator.world;

import io.matriarch.rule.DecisionTable;
import io.matriarch.state.DynamicSettings;
import java.time.Duration;
import java.util.List;

/**
 * What a world is made of. At most one member is {@code PRIMARY}; there is no {@code STANDBY}
 * without one.
 *
 * @param members in the order in which they are built
 * @param settings the cluster's settings ({@code bootstrap.dcs})
 * @param tickTime ZooKeeper's tickTime: session timeouts are clamped to 2 to 20 of it, sessions
 *     expire on its grid, and signs of life are reported as late as it
 * @param guard whether a guard kills PostgreSQL at its deadline; when not, arming it is echoed but
 *     never kills
 * @param synchronous whether a commit is acknowledged only after any one standby has it on disk
 *     ({@code synchronous_standby_names = 'ANY 1 (*)'})
 * @param seed the root of all chance
 * @param timings how long things take
 * @param table what the members decide by
 */
public record WorldSpec(
        List<MemberSpec> members,
        DynamicSettings settings,
        Duration tickTime,
        boolean guard,
        boolean synchronous,
        long seed,
        Timings timings,
        DecisionTable table) {
    public WorldSpec {
        members = List.copyOf(members);
        long primaries = count(members, InitialRole.PRIMARY);
        if (primaries > 1 || primaries == 0 && count(members, InitialRole.STANDBY) > 0) {
            throw new IllegalArgumentException("a world begins with one primary, or only empty");
        }
    }

    /** Default settings, tickTime 2 s, guard on, asynchronous, seed 1. */
    public static WorldSpec of(List<MemberSpec> members) {
        return new WorldSpec(
                members,
                DynamicSettings.DEFAULTS,
                Duration.ofSeconds(2),
                true,
                false,
                1,
                Timings.USUAL,
                DecisionTable.WHOLE);
    }

    /** Members n1 (primary), n2, n3 and so on (standbys). */
    public static WorldSpec established(int count) {
        return of(
                java.util.stream.IntStream.rangeClosed(1, count)
                        .mapToObj(i ->
                                MemberSpec.of(
                                        "n" + i,
                                        i == 1 ? InitialRole.PRIMARY : InitialRole.STANDBY))
                        .toList());
    }

    public WorldSpec withSettings(DynamicSettings value) {
        return new WorldSpec(members, value, tickTime, guard, synchronous, seed, timings, table);
    }

    public WorldSpec withTickTime(Duration value) {
        return new WorldSpec(members, settings, value, guard, synchronous, seed, timings, table);
    }

    public WorldSpec withGuard(boolean value) {
        return new WorldSpec(members, settings, tickTime, value, synchronous, seed, timings, table);
    }

    public WorldSpec withSynchronous(boolean value) {
        return new WorldSpec(members, settings, tickTime, guard, value, seed, timings, table);
    }

    public WorldSpec withSeed(long value) {
        return new WorldSpec(
                members, settings, tickTime, guard, synchronous, value, timings, table);
    }

    public WorldSpec withTimings(Timings value) {
        return new WorldSpec(members, settings, tickTime, guard, synchronous, seed, value, table);
    }

    public WorldSpec withTable(DecisionTable value) {
        return new WorldSpec(members, settings, tickTime, guard, synchronous, seed, timings, value);
    }

    private static long count(List<MemberSpec> members, InitialRole role) {
        return members.stream().filter(one -> one.role() == role).count();
    }
}
