package io.matriarch.judge;

import static io.matriarch.testing.Facts.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Requests;
import io.matriarch.state.Session;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseClockTest {
    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration DELAY = Duration.ofSeconds(2);

    @Test
    void theLeaseCountsFromTheNewestAnswerThatIsOneReportDelayOlder() {
        assertEquals("15.800", base(17.8, 15.8, 17.8), "exactly one report delay");
        assertEquals("15.000", base(17.8, 8.9, 12, 15, 16.5, 17.8), "the newest of several");
        assertEquals("15.000", base(17.8, 15, 12, 8.9), "in any order");
    }

    @Test
    void withoutOneItCountsFromTheBeginningOfTheConnection() {
        assertEquals("0.500", base(17.8), "nothing was answered");
        assertEquals("0.500", base(17.8, 15.801, 17.8), "all of it is too young");
    }

    @Test
    void aFollowerThatHasNotReportedYetCannotLengthenTheLease() {
        // Confirmed at 17.8 through a follower that is cut off at 17.85; the server that expires
        // sessions heard of us at 8.9 the last time, so the session may end at 38.9.
        Session.Live touched = connected(at(0), at(8.9), at(17.8));
        Moment base = LeaseClock.base(touched, at(17.8), DELAY);

        assertEquals("33.900", until(session(30, base)).orElseThrow().toString());
    }

    @Test
    void theMarginIsASixthOfTheTimeoutAndNeverLessThanTheShortest() {
        assertEquals("PT5S", margin(30_000));
        assertEquals("PT1.5S", margin(9_000));
        assertEquals("PT0.3S", margin(1_800));
        assertEquals("PT0.3S", margin(600));
    }

    @Test
    void aSessionWithoutAConfirmedWriteGivesNoLease() {
        assertEquals(Optional.empty(), until(session(30, Optional.empty())));
        assertEquals("125.000", until(session(30, at(100))).orElseThrow().toString());
        assertEquals("107.500", until(session(9, at(100))).orElseThrow().toString());
    }

    @Test
    void aTtlThatWasLoweredSinceTheSessionBeganCountsAtOnceAndAHigherOneDoesNot() {
        Session.Live begun = session(30, Optional.of(at(100)));
        assertEquals("112.500", LeaseClock.until(begun, Duration.ofSeconds(15)).get().toString());
        assertEquals("125.000", LeaseClock.until(begun, Duration.ofSeconds(60)).get().toString());
    }

    @Test
    void anOrderlyStopBeginsASixthOfTheTimeoutBeforeTheEnd() {
        Lease.Held lease = new Lease.Held(Views.EPOCH, at(125));

        assertEquals(at(120), LeaseClock.endingAt(lease, Duration.ofSeconds(30)));
        assertEquals(at(123.5), LeaseClock.endingAt(lease, Duration.ofSeconds(9)));
    }

    @Test
    void aRenewalIsDueEachLoopWaitAndEachSixthOfTheTimeoutAtTheLatest() {
        NodeState holder = States.steadyPrimary();

        assertEquals("105.000", renewAt(holder), "a sixth of 30 s");
        assertEquals("103.000", renewAt(loopWait(holder, 3)), "loop_wait");
        assertEquals(
                "102.000",
                renewAt(holder.with(new Lease.Held(Views.EPOCH, at(104)))),
                "half of what is left");
        assertEquals("100.500", renewAt(holder.with(new Lease.Unconfirmed(Views.EPOCH, at(0)))));
        assertEquals("none", renewAt(holder.with(new Lease.None())));
        assertEquals("none", renewAt(States.steadyStandby()));
    }

    @Test
    void anUnansweredCreateAsksForAWriteThatComesBehindIt() {
        NodeState asked =
                States.steadyStandby().with(new Lease.Asked(Requests.NONE.next(), at(100)));
        NodeState pending = asked.with(asked.requests().with(Requests.Kind.LOCK, asked.now()));

        assertEquals("100.500", renewAt(asked));
        assertEquals("none", renewAt(pending), "its answer is still to come");
    }

    @Test
    void theHolderSendsSomethingEachTwelfthOfTheTimeout() {
        NodeState holder = States.steadyPrimary();
        NodeState reading = holder.with(holder.requests().with(Requests.Kind.READ, at(101)));

        assertEquals("102.600", touchAt(holder), "100.1 + 30/12");
        assertEquals("103.500", touchAt(reading), "what is under way counts when it was sent");
        assertEquals("none", touchAt(holder.with(new Lease.None())));
    }

    private static String base(double sentAt, double... answered) {
        Moment[] moments = Arrays.stream(answered).mapToObj(Facts::at).toArray(Moment[]::new);
        return LeaseClock.base(connected(moments), at(sentAt), DELAY).toString();
    }

    /** A connection that began at 0.5. */
    private static Session.Live connected(Moment... answered) {
        return new Session.Live(
                new SessionId(1),
                1,
                at(0.5),
                true,
                Duration.ofSeconds(30),
                List.of(answered),
                Optional.empty(),
                Optional.empty(),
                TTL);
    }

    private static Optional<Moment> until(Session.Live session) {
        return LeaseClock.until(session, TTL);
    }

    private static String margin(long millis) {
        return DynamicSettings.margin(Duration.ofMillis(millis)).toString();
    }

    private static String renewAt(NodeState state) {
        return print(LeaseClock.renewAt(state));
    }

    private static String touchAt(NodeState state) {
        return print(LeaseClock.touchAt(state));
    }

    private static String print(Optional<Moment> moment) {
        return moment.map(Moment::toString).orElse("none");
    }

    private static Session.Live session(int timeout, Moment base) {
        return session(timeout, Optional.of(base));
    }

    private static Session.Live session(int timeout, Optional<Moment> base) {
        return new Session.Live(
                new SessionId(1),
                1,
                at(0.5),
                true,
                Duration.ofSeconds(timeout),
                List.of(),
                base,
                Optional.empty(),
                TTL);
    }

    private static NodeState loopWait(NodeState state, int seconds) {
        DynamicSettings now = state.settings();
        return state.with(
                now.withTiming(now.ttl(), Duration.ofSeconds(seconds), now.retryTimeout()));
    }
}
