package io.matriarch.simulator.invariant;

import static io.matriarch.simulator.truth.FakeTruth.N1;
import static io.matriarch.simulator.truth.FakeTruth.N2;
import static io.matriarch.simulator.truth.FakeTruth.N3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.Permit;
import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Repair;
import io.matriarch.simulator.truth.FakeTruth;
import io.matriarch.state.Operation;
import io.matriarch.state.Tags;
import io.matriarch.state.Upstream;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The checkers that judge who rejoins, who is promoted, and what a repair must lead to. */
final class LateInvariantTest {
    private final FakeTruth truth = new FakeTruth();

    @Test
    void aStandbyThatStartsWithLogOfItsOwnIsNoticed() {
        truth.down(N2).position(N2, 900).common(new Lsn(800));
        assertEquals(
                Optional.of(
                        "n2 began to start as a standby of n1, and has log after 0/320 that n1"
                                + " lacks"),
                new NoDivergedRejoin().begun(truth, start(N2, N1)));
    }

    @Test
    void aStandbyThatIsOnlyBehindMayStart() {
        truth.down(N2).position(N2, 800).common(new Lsn(800));
        assertEquals(Optional.empty(), new NoDivergedRejoin().begun(truth, start(N2, N1)));
    }

    @Test
    void aPromotionBeyondTheLagIsNoticed() {
        EligiblePromotion invariant = new EligiblePromotion();
        invariant.after(truth.position(N1, 5_000_000));
        invariant.after(truth.at(100));
        truth.down(N1).common(new Lsn(1000));
        assertEquals(
                Optional.of(
                        "n2 began to promote and lacks 4999000 bytes of what n1 had written by"
                                + " 60.000"),
                invariant.begun(truth, promote(N2)));
        invariant.befalls(truth, new Command.Failover(N2));
        assertEquals(Optional.empty(), invariant.begun(truth, promote(N2)));
    }

    @Test
    void aPromotionAgainstTheTagsIsNoticed() {
        EligiblePromotion invariant = new EligiblePromotion();
        invariant.after(truth.tags(N2, Tags.of(new TreeMap<>(Map.of("nofailover", "true")))));
        assertEquals(
                Optional.of("n2 began to promote, and its tags say that it never leads"),
                invariant.begun(truth.down(N1), promote(N2)));
    }

    @Test
    void aClusterThatStaysWithoutALeaderAfterItsRepairIsNoticed() {
        LivenessAfterRepair invariant = new LivenessAfterRepair();
        invariant.befalls(truth, new Repair(List.of(N2, N3)));
        truth.down(N1);
        assertEquals(Optional.empty(), invariant.after(truth.at(500)));
        assertEquals(
                Optional.of("nobody leads, 610 s after the repair"),
                invariant.after(truth.at(900)));
    }

    @Test
    void aMemberThatStreamsFromNobodyAfterTheRepairIsNoticed() {
        LivenessAfterRepair invariant = new LivenessAfterRepair();
        invariant.befalls(truth, new Repair(List.of(N1, N2)));
        assertEquals(
                Optional.of("n2 streams from nobody though n1 leads, 610 s after the repair"),
                invariant.after(truth.down(N2).at(900)));
    }

    @Test
    void whatBefallsAfterTheRepairEndsThePromise() {
        LivenessAfterRepair invariant = new LivenessAfterRepair();
        invariant.befalls(truth, new Repair(List.of(N1, N2)));
        invariant.befalls(truth, new Fault.CrashPostgres(List.of(N2)));
        assertEquals(Optional.empty(), invariant.after(truth.down(N2).at(900)));
    }

    private static Begun start(MemberName member, MemberName upstream) {
        Upstream from = new Upstream(upstream, "postgres://" + upstream + ":5432/postgres");
        return new Begun(
                member, new Operation.StartStandby(Optional.of(from)), new Permit.NoneNeeded());
    }

    private static Begun promote(MemberName member) {
        LockEpoch epoch = new LockEpoch(20);
        return new Begun(
                member, new Operation.Promote(epoch), new Permit.LeaseHeld(epoch, Moment.NEVER));
    }
}
