package io.matriarch.simulator.world;

import io.matriarch.rule.DecisionTable;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.SyncNames;
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
 * @param ownNames {@code synchronous_standby_names} of the users' own configuration
 * @param seed the root of all chance
 * @param timings how long things take
 * @param table what the members decide by
 * @param digests whether the members' journals have digests
 */
public record WorldSpec(
        List<MemberSpec> members,
        DynamicSettings settings,
        Duration tickTime,
        boolean guard,
        SyncNames ownNames,
        long seed,
        Timings timings,
        DecisionTable table,
        boolean digests) {
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
                SyncNames.NONE,
                1,
                Timings.USUAL,
                DecisionTable.WHOLE,
                true);
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
        return new WorldSpec(
                members, value, tickTime, guard, ownNames, seed, timings, table, digests);
    }

    public WorldSpec withOwnNames(SyncNames value) {
        return new WorldSpec(
                members, settings, tickTime, guard, value, seed, timings, table, digests);
    }

    public WorldSpec withGuard(boolean value) {
        return new WorldSpec(
                members, settings, tickTime, value, ownNames, seed, timings, table, digests);
    }

    public WorldSpec withSeed(long value) {
        return new WorldSpec(
                members, settings, tickTime, guard, ownNames, value, timings, table, digests);
    }

    public WorldSpec withTable(DecisionTable value) {
        return new WorldSpec(
                members, settings, tickTime, guard, ownNames, seed, timings, value, digests);
    }

    public WorldSpec withDigests(boolean value) {
        return new WorldSpec(
                members, settings, tickTime, guard, ownNames, seed, timings, table, value);
    }

    private static long count(List<MemberSpec> members, InitialRole role) {
        return members.stream().filter(one -> one.role() == role).count();
    }
}
