package io.matriarch.simulator.world;

import io.matriarch.state.Lock;
import io.matriarch.state.Tags;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.SystemId;
import java.time.Duration;
import java.util.Optional;

/** What happens before scenario time 0: the members of an established cluster make it. */
final class Prologue {
    private static final Duration SHORTEST = Duration.ofSeconds(60);
    private static final Duration STAGGER = Duration.ofMillis(100);
    static final SystemId FOREIGN = new SystemId("1234567890123456789");

    private Prologue() {}

    static World play(WorldSpec spec, WorldObserver observer) {
        Duration length = SHORTEST.plus(spec.settings().loopWait().multipliedBy(4));
        return play(new World(spec, observer, Moment.ZERO.minus(length)));
    }

    static World play(World world) {
        Outside.primaries(world);
        world.members().stream()
                .filter(one -> one.spec().role() == InitialRole.PRIMARY)
                .forEach(primary -> settle(world, primary));
        Outside.standbys(world);
        world.runUntil(Moment.ZERO.minus(Duration.ofNanos(1)));
        world.members().stream()
                .filter(one -> !one.spec().role().comesLate())
                .forEach(one -> check(world, one));
        Duration wait = Duration.ZERO;
        for (SimMember member : world.members()) {
            if (member.spec().role() == InitialRole.FOREIGN) {
                member.postgres().data().made(FOREIGN, Wal.first(world.nextSegment()));
            }
            if (member.spec().role().comesLate()) {
                world.at(Moment.ZERO.plus(wait), member::startAgent);
                wait = wait.plus(Duration.ofMillis(1));
            }
        }
        world.agenda().pass(Moment.ZERO);
        return world;
    }

    /** The primary makes the cluster by itself, so that nobody else can; then the others join. */
    private static void settle(World world, SimMember primary) {
        primary.startAgent();
        if (!world.runUntil(Moment.ZERO, _ -> leads(world, primary))) {
            throw new IllegalStateException(
                    primary.name() + " did not make the cluster: " + primary.belief());
        }
        Duration wait = STAGGER;
        for (SimMember member : world.members()) {
            if (member.spec().role() == InitialRole.STANDBY) {
                world.agenda().after(wait, member::startAgent);
                wait = wait.plus(STAGGER);
            }
        }
    }

    private static void check(World world, SimMember member) {
        Optional<MemberName> leader =
                world.dcs().lock() instanceof Lock.Held held
                        ? Optional.of(held.holder())
                        : Optional.empty();
        boolean well =
                member.spec().role() == InitialRole.PRIMARY
                        ? leads(world, member)
                        : follows(member, leader);
        if (!well) {
            throw new IllegalStateException(member.name() + " did not settle: " + member.belief());
        }
    }

    /** Tags may want another upstream than the leader, or none. */
    private static boolean follows(SimMember member, Optional<MemberName> leader) {
        Tags tags = member.spec().tags();
        return tags.nostream() || tags.replicatefrom().isPresent()
                ? member.postgres().isStandby()
                : member.postgres().streamsFrom().equals(leader);
    }

    private static boolean leads(World world, SimMember primary) {
        boolean follows = world.spec().settings().topology().standbyCluster().isPresent();
        return (primary.postgres().acceptsWrites()
                        || follows && primary.postgres().streamsFrom().isPresent())
                && world.dcs().lock() instanceof Lock.Held held
                && held.holder().equals(primary.name());
    }
}
