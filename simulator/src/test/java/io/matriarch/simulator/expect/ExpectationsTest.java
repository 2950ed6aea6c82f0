package io.matriarch.simulator.expect;

import static io.matriarch.simulator.truth.FakeTruth.N1;
import static io.matriarch.simulator.truth.FakeTruth.N2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.DcsAction;
import io.matriarch.action.FenceAction;
import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.simulator.scenario.Budget;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.truth.FakeTruth;
import io.matriarch.state.Operation;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;
import io.matriarch.value.RequestId;
import io.matriarch.value.RuleId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of expectation, met and missed, in a made-up world. */
final class ExpectationsTest {
    private final FakeTruth truth = new FakeTruth();

    @Test
    void byLooksAtThatVeryMoment() {
        Expectations expected = expect("by 20s n1 not writable");
        expected.after(truth.at(10));
        expected.moment(truth.at(20));
        assertEquals(
                "20.000 n1 not writable: n1 accepts writes on timeline 1, n2 streams from n1 on"
                        + " timeline 1, n3 streams from n1 on timeline 1; the lock is n1's, tenure"
                        + " 1",
                misses(expected));
        Expectations met = expect("by 20s n1 not writable");
        met.moment(truth.down(N1));
        assertEquals("", misses(met));
    }

    @Test
    void fromLooksAtTheFirstMomentAndAtEachEventWithin() {
        Expectations expected = expect("from 10s to 20s no primary");
        expected.after(truth.at(5));
        expected.after(truth.at(10));
        expected.moment(truth.at(10).down(N1));
        expected.after(truth.at(11));
        expected.after(truth.at(20).primary(N2, 2));
        assertEquals("", misses(expected));
        expected.after(truth.at(19));
        assertEquals(
                "19.000 no primary: n1 is down, n2 accepts writes on timeline 2, n3 streams from n1"
                        + " on timeline 1; the lock is n1's, tenure 1",
                misses(expected));
    }

    @Test
    void neverNoticesOneMoment() {
        Expectations expected = expect("never n2 primary");
        expected.after(truth.at(5));
        assertEquals("", misses(expected));
        expected.after(truth.at(6).primary(N2, 2));
        assertEquals(1, expected.misses().size());
    }

    @Test
    void aPrimaryIsKnownByTenureAndTimeline() {
        assertEquals("", missesAt20("n1 primary, epoch 1, timeline 1"));
        assertEquals(1, expectAt20("n1 primary, epoch 2, timeline 1").misses().size());
        assertEquals(1, expectAt20("n1 primary, epoch 1, timeline 2").misses().size());
        assertEquals(1, expectAt20("n2 primary").misses().size());
        assertEquals("", missesAt20("one primary, in n1 n2"));
        assertEquals(1, expectAt20("one primary, in n2 n3").misses().size());
    }

    @Test
    void whoStreamsFromWhomIsKnown() {
        assertEquals("", missesAt20("n2 standby of n1, n3 standby of n1"));
        assertEquals("", missesAt20("every standby streams from the primary"));
        truth.follows(FakeTruth.N3, N2);
        assertEquals(1, expectAt20("every standby streams from the primary").misses().size());
        assertEquals(1, expectAt20("n2 standby of n1, n3 standby of n1").misses().size());
    }

    @Test
    void anActionThatMustNotBeOrderedIsNoticedByItsOwnOrItsOperationsName() {
        Expectations expected = expect("from 10s to 20s no ClaimInitialize, no StartPrimary");
        expected.acted(truth.at(9), N2, startPrimary());
        assertEquals("", misses(expected));
        expected.acted(truth.at(12), N2, new DcsAction.ClaimInitialize(new RequestId(7)));
        expected.acted(truth.at(13), N2, startPrimary());
        assertEquals(
                "12.000 no ClaimInitialize: n2 ordered ClaimInitialize{request=7}; 13.000 no"
                        + " StartPrimary: n2 ordered Begin{id=3 what=StartPrimary{epoch=20"
                        + " names=none closed=false}"
                        + " permit=LeaseHeld{epoch=20 until=75.011}}",
                misses(expected));
    }

    @Test
    void theFirstActionThatChangesAnythingCounts() {
        Expectations expected = expect("after 12s first action of n1 is FenceNow");
        assertEquals("30.000 first action of n1 is FenceNow: it did not happen", misses(expected));
        expected.acted(truth.at(5), N1, startPrimary());
        expected.acted(truth.at(13), N1, new DcsAction.ReadCluster(new RequestId(8)));
        expected.acted(truth.at(13), N1, new FenceAction.FenceNow("over"));
        expected.acted(truth.at(14), N1, startPrimary());
        assertEquals("", misses(expected));
    }

    @Test
    void aMemberOrdersSomethingOrDoesNot() {
        Expectations expected =
                expect("from 10s to 20s n1 orders StartPrimary, n2 orders no StartPrimary");
        expected.acted(truth.at(9), N1, startPrimary());
        expected.acted(truth.at(12), N2, new FenceAction.FenceNow("over"));
        assertEquals("20.000 n1 orders StartPrimary: it did not happen", misses(expected));
        expected.acted(truth.at(13), N1, startPrimary());
        assertEquals("", misses(expected));
        expected.acted(truth.at(14), N2, startPrimary());
        assertEquals(1, expected.misses().size());
    }

    @Test
    void aRuleMustHaveDecidedInTime() {
        Expectations expected = expect("by 20s rule S20-lock-free-best fired");
        expected.fired(truth.at(21), new RuleId("S20-lock-free-best"));
        assertEquals(1, expected.misses().size());
        expected.fired(truth.at(20), new RuleId("S20-lock-free-best"));
        assertEquals("", misses(expected));
    }

    @Test
    void acknowledgedWritesAreCounted() {
        Expectations expected = expect("from 10s to 20s B acknowledged 0");
        expected.moment(truth.at(20).acknowledged("B", 4));
        assertEquals("20.000 B acknowledged 0: it was 4", misses(expected));
    }

    @Test
    void writesThatThePrimaryLacksAreCounted() {
        Expectations expected = expect("by 20s B lost 0");
        expected.moment(truth.at(20).lost(N2, 7));
        assertEquals("", misses(expected));
        expected = expect("by 20s B lost 0");
        expected.moment(truth.at(20).lost(N1, 7));
        assertEquals("20.000 B lost 0: n1 lacks 7", misses(expected));
    }

    @Test
    void aBudgetThatIsExceededIsNoticed() {
        Budgets budgets = new Budgets(List.of(new Budget("Promote", 1), new Budget("Stop", 0)));
        budgets.spend("Promote");
        assertEquals(List.of(), budgets.excesses());
        budgets.spend("Promote");
        budgets.spend("Stop");
        assertEquals(
                List.of(
                        "Promote happened 2 times, the budget allows 1",
                        "Stop happened 1 times, the budget allows 0"),
                budgets.excesses());
    }

    private String missesAt20(String facts) {
        return misses(expectAt20(facts));
    }

    private Expectations expectAt20(String facts) {
        Expectations expected = expect("by 20s " + facts);
        expected.moment(truth.at(20));
        return expected;
    }

    private static String misses(Expectations expected) {
        return String.join(
                "; ",
                expected.misses().stream()
                        .map(one -> one.at() + " " + one.fact().text() + ": " + one.because())
                        .toList());
    }

    private static Expectations expect(String text) {
        return new Expectations(
                Scenario.parse(
                        """
                        scenario  made-up
                        story     Nothing happens.
                        members   n1 primary
                                  n2 standby
                                  n3 standby
                        clients   writer B 10/s pinned to n1
                        until     30s
                        """
                                + "expect "
                                + text
                                + "\n"));
    }

    private static PostgresAction.Begin startPrimary() {
        return new PostgresAction.Begin(
                new OperationId(3),
                new Operation.StartPrimary(new LockEpoch(20)),
                new Permit.LeaseHeld(new LockEpoch(20), Moment.ofMillis(75_011)),
                Moment.NEVER);
    }
}
