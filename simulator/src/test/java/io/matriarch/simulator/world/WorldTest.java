package io.matriarch.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.event.Event;
import io.matriarch.machine.Step;
import io.matriarch.state.SyncNames;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final MemberName N1 = new MemberName("n1");

    @Test
    void anEstablishedClusterBeginsSettledAtTimeZero() {
        World world = World.of(WorldSpec.established(3));
        assertEquals(Moment.ZERO, world.now());
        assertEquals("[n1]", names(world.writable()));
        assertEquals(Optional.of(N1), world.member("n2").postgres().streamsFrom());
        assertEquals(Optional.of(N1), world.member("n3").postgres().streamsFrom());
    }

    @Test
    void membersWithoutDataMakeTheirOwnCluster() {
        List<MemberSpec> members =
                List.of(
                        MemberSpec.of("n1", InitialRole.EMPTY),
                        MemberSpec.of("n2", InitialRole.EMPTY));
        World world = World.of(WorldSpec.of(members));
        assertTrue(
                world.runUntil(
                        Moment.ofMillis(60_000),
                        one ->
                                one.writable().size() == 1
                                        && one.members().stream()
                                                .anyMatch(member ->
                                                        member.postgres()
                                                                .streamsFrom()
                                                                .isPresent())));
    }

    @Test
    void equalSpecsGiveEqualRunsAndOtherSeedsOthers() {
        assertEquals(run(4711), run(4711));
        assertNotEquals(run(4711), run(4712));
    }

    @Test
    void clientsCommitAndStandbysReceive() {
        World world = World.of(WorldSpec.established(3));
        world.clients().toPrimary("A", 50);
        world.runUntil(Moment.ofMillis(10_000));
        world.clients().stop("A");
        world.runUntil(Moment.ofMillis(11_000));
        List<Commit> commits = world.clients().acknowledged();
        assertTrue(commits.size() > 400, () -> commits.size() + " commits");
        Wal received = world.member("n3").postgres().wal();
        assertTrue(commits.stream().allMatch(received::contains));
    }

    @Test
    void aSynchronousCommitWaitsForAStandby() {
        World world = World.of(WorldSpec.established(3).withOwnNames(SyncNames.parse("ANY 1 (*)")));
        world.clients().toPrimary("A", 50);
        for (String standby : List.of("n2", "n3")) {
            world.faults().cut(N1, new MemberName(standby));
        }
        world.runUntil(Moment.ofMillis(5_000));
        assertEquals(0, world.clients().acknowledged().size());
        world.faults().healNetwork();
        world.runUntil(Moment.ofMillis(10_000));
        assertTrue(world.clients().acknowledged().size() > 400);
    }

    @Test
    void aHostThatDiesIsReplacedAndComesBackAsAStandby() {
        World world = World.of(WorldSpec.established(3));
        world.clients().toPrimary("A", 20);
        world.faults().crashHost(N1);
        assertTrue(world.runUntil(Moment.ofMillis(60_000), one -> one.writable().size() == 1));
        world.runUntil(Moment.ofMillis(70_000));
        world.faults().startHost(N1);
        assertTrue(
                world.runUntil(
                        Moment.ofMillis(120_000),
                        one -> one.member(N1).postgres().streamsFrom().isPresent()));
        assertEquals(1, world.writable().size());
    }

    private static List<Long> run(long seed) {
        List<Long> digests = new ArrayList<>();
        World world = World.of(WorldSpec.established(3).withSeed(seed));
        world.observe(
                new WorldObserver() {
                    @Override
                    public void onStep(MemberName member, Event event, Step step) {
                        digests.add(event.at().nanos());
                    }
                });
        world.clients().toPrimary("A", 20);
        world.faults().crashPostgres(N1);
        world.runUntil(Moment.ofMillis(30_000));
        world.members()
                .forEach(member ->
                        member.journal()
                                .runs()
                                .getLast()
                                .entries()
                                .forEach(entry -> digests.add(entry.digest())));
        return digests;
    }

    private static String names(List<SimMember> members) {
        return members.stream().map(SimMember::name).toList().toString();
    }
}
