package io.matriarch.simulator.invariant;

import static io.matriarch.simulator.truth.FakeTruth.N1;
import static io.matriarch.simulator.truth.FakeTruth.N2;
import static io.matriarch.simulator.truth.FakeTruth.N3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.machine.Genesis;
import io.matriarch.machine.Step;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.truth.FakeTruth;
import io.matriarch.state.Operation;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each checker is shown a world that is well and one with a planted breach. */
final class InvariantTest {
    private final FakeTruth truth = new FakeTruth();

    @Test
    void aHealthyClusterBreaksNothing() {
        for (Invariant one : Invariant.all(true, true)) {
            assertEquals(Optional.empty(), one.after(truth), one.id());
        }
    }

    @Test
    void aProperFailoverBreaksNothing() {
        for (Invariant one : Invariant.all(true, true)) {
            FakeTruth world = new FakeTruth();
            assertEquals(Optional.empty(), one.after(world), one.id());
            one.befalls(world, new Fault.CrashHost(List.of(N1)));
            assertEquals(Optional.empty(), one.after(world.down(N1).free()), one.id());
            assertEquals(Optional.empty(), one.after(world.at(40).held(N2, 20)), one.id());
            assertEquals(Optional.empty(), one.begun(world, promote(N2, 20, 60)), one.id());
            assertEquals(Optional.empty(), one.after(world.primary(N2, 2)), one.id());
            assertEquals(Optional.empty(), one.after(world.follows(N3, N2)), one.id());
        }
    }

    @Test
    void twoWritableServersAreNoticed() {
        assertBreach(
                "n1 and n2 accept writes at once",
                new OneWritablePrimary().after(truth.primary(N2, 2)));
    }

    @Test
    void withoutAGuardAFormerPrimaryMayRunOnInSynchronousModeOnly() {
        assertEquals("I1", Invariant.all(true, false).getFirst().id());
        assertEquals("I1", Invariant.all(true, true).getFirst().id());
        assertEquals("I1", Invariant.all(false, false).getFirst().id());
        assertEquals("I1s", Invariant.all(false, true).getFirst().id());
    }

    @Test
    void aFormerPrimaryThatAcknowledgesBesideItsSuccessorIsNoticed() {
        Invariant invariant = new OneAcknowledgingPrimary();
        assertEquals(Optional.empty(), invariant.after(truth));
        assertEquals(Optional.empty(), invariant.after(truth.at(30).primary(N2, 2)));
        assertEquals(Optional.empty(), invariant.after(truth.at(31).lost(N1, 1)));
        assertBreach(
                "n1 has acknowledged what n2 lacks, which accepts writes since 30.000",
                invariant.after(truth.at(32).lost(N2, 1)));
    }

    @Test
    void aMemberThatTriesWithoutPauseIsNoticed() {
        Invariant invariant = new BoundedWork();
        for (int second = 0; second < 60; second++) {
            truth.at(second);
            assertEquals(Optional.empty(), invariant.stepped(truth, N2, beginning()));
        }
        assertBreach(
                "n2 began 61 operations within a minute",
                invariant.stepped(truth, N2, beginning()));
    }

    private static Step beginning() {
        PostgresAction.Begin begin =
                new PostgresAction.Begin(
                        new OperationId(1),
                        new Operation.Stop(false),
                        new Permit.NoneNeeded(),
                        Moment.NEVER);
        return new Step(
                Genesis.state(),
                List.of(),
                Optional.empty(),
                List.of(begin),
                List.of(),
                Moment.NEVER);
    }

    @Test
    void aPromotionInATenureOfAStandbyClusterIsNoticed() {
        Invariant invariant = new NobodyWritesInStandbyCluster();
        invariant.after(truth.standbyCluster(true));
        assertBreach(
                "n1 began to promote in a tenure of a standby cluster",
                invariant.begun(truth, promote(N1, 10, 60)));
    }

    @Test
    void aPromotionAfterTheSectionWasRemovedIsFine() {
        Invariant invariant = new NobodyWritesInStandbyCluster();
        invariant.after(truth.standbyCluster(true));
        invariant.after(truth.standbyCluster(false));
        assertEquals(Optional.empty(), invariant.begun(truth, promote(N1, 10, 60)));
    }

    @Test
    void anEpochThatGoesBackIsNoticed() {
        Invariant invariant = new GrowingEpochsAndTimelines();
        invariant.after(truth);
        assertBreach("the lock's epoch went from 10 back to 9", invariant.after(truth.held(N2, 9)));
    }

    @Test
    void aSecondServerWritableOnTheSameTimelineIsNoticed() {
        Invariant invariant = new GrowingEpochsAndTimelines();
        invariant.after(truth);
        invariant.after(truth.down(N1));
        assertBreach(
                "n2 became writable on timeline 1, but n1 wrote on timeline 1 before",
                invariant.after(truth.primary(N2, 1)));
    }

    @Test
    void aServerWritableAgainOnAnOlderTimelineIsNoticed() {
        Invariant invariant = new GrowingEpochsAndTimelines();
        invariant.after(truth);
        invariant.after(truth.down(N1).primary(N2, 2));
        assertBreach(
                "n1 became writable on timeline 1, but n2 wrote on timeline 2 before",
                invariant.after(truth.primary(N1, 1)));
    }

    @Test
    void aRestartInPlaceOnTheNewestTimelineIsFine() {
        Invariant invariant = new GrowingEpochsAndTimelines();
        invariant.after(truth);
        invariant.after(truth.down(N1));
        assertEquals(Optional.empty(), invariant.after(truth.primary(N1, 1)));
    }

    @Test
    void aStandbyAheadOfItsUpstreamIsNoticed() {
        assertBreach(
                "n2 on timeline 2 streams from n1 on timeline 1",
                new GrowingEpochsAndTimelines().after(truth.timeline(N2, 2)));
    }

    @Test
    void aTenureThatChangesHandsIsNoticed() {
        Invariant invariant = new OneWriterPerTenure();
        invariant.after(truth);
        assertBreach(
                "the lock of one tenure went from n1 to n2", invariant.after(truth.held(N2, 10)));
    }

    @Test
    void aPromotionAfterItsLeaseIsNoticed() {
        Invariant invariant = new OneWriterPerTenure();
        invariant.after(truth.at(60));
        assertBreach(
                "n1 began to promote at 60.000 by its clock, when its lease had ended at 59.000",
                invariant.begun(truth, promote(N1, 10, 59)));
    }

    @Test
    void aPromotionInTheTenureOfAnotherIsNoticed() {
        Invariant invariant = new OneWriterPerTenure();
        invariant.after(truth);
        assertBreach(
                "n2 began to promote in a tenure of n1",
                invariant.begun(truth, promote(N2, 10, 59)));
        assertBreach(
                "n2 began to promote in a tenure that there never was",
                invariant.begun(truth, promote(N2, 11, 59)));
    }

    @Test
    void aStartAsPrimaryWithoutALeaseIsNoticed() {
        Begun begun =
                new Begun(
                        N1, new Operation.StartPrimary(new LockEpoch(10)), new Permit.NoneNeeded());
        assertBreach(
                "n1 began to start as primary without a lease of that tenure: NoneNeeded[]",
                new OneWriterPerTenure().begun(truth, begun));
    }

    @Test
    void aRestartThatNothingCalledForIsNoticed() {
        Invariant invariant = new NoNeedlessDisruption();
        invariant.after(truth);
        assertBreach(
                "n2 began to stop though nothing had befallen it, the primary or the lock",
                invariant.begun(truth, stop(N2)));
    }

    @Test
    void aFaultOfOneStandbyExcusesNoOther() {
        Invariant invariant = new NoNeedlessDisruption();
        invariant.after(truth);
        invariant.befalls(truth, new Fault.CrashPostgres(List.of(N3)));
        assertEquals(Optional.empty(), invariant.begun(truth, stop(N3)));
        assertBreach(
                "n2 began to stop though nothing had befallen it, the primary or the lock",
                invariant.begun(truth, stop(N2)));
    }

    @Test
    void whatBefallsThePrimaryExcusesAll() {
        Invariant invariant = new NoNeedlessDisruption();
        invariant.after(truth);
        invariant.befalls(truth, new Fault.CrashPostgres(List.of(N1)));
        assertEquals(Optional.empty(), invariant.begun(truth, stop(N2)));
    }

    @Test
    void threeChangesOfRoleInAMinuteAreNoticed() {
        Invariant invariant = new NoNeedlessDisruption();
        invariant.after(truth);
        assertEquals(Optional.empty(), invariant.after(truth.at(10).follows(N1, N2)));
        assertEquals(Optional.empty(), invariant.after(truth.at(20).primary(N1, 2)));
        assertBreach(
                "n1 changed its role 3 times in a minute",
                invariant.after(truth.at(30).follows(N1, N2)));
    }

    @Test
    void threeChangesOfRoleInALongerTimeAreFine() {
        Invariant invariant = new NoNeedlessDisruption();
        invariant.after(truth);
        invariant.after(truth.at(10).follows(N1, N2));
        invariant.after(truth.at(20).primary(N1, 2));
        assertEquals(Optional.empty(), invariant.after(truth.at(71).follows(N1, N2)));
    }

    private static Begun promote(MemberName member, long epoch, long untilSeconds) {
        return new Begun(
                member,
                new Operation.Promote(new LockEpoch(epoch)),
                new Permit.LeaseHeld(new LockEpoch(epoch), Moment.ofMillis(untilSeconds * 1000)));
    }

    private static Begun stop(MemberName member) {
        return new Begun(member, new Operation.Stop(false), new Permit.NoneNeeded());
    }

    private static void assertBreach(String text, Optional<String> breach) {
        assertEquals(Optional.of(text), breach);
    }
}
