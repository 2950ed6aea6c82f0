package io.matriarch.judge;

import static io.matriarch.testing.Facts.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.Permit;
import io.matriarch.action.WatchdogAction;
import io.matriarch.event.OperatorEvent;
import io.matriarch.event.WatchdogEvent;
import io.matriarch.state.NodeState;
import io.matriarch.state.Watchdog;
import io.matriarch.state.Watchdog.Health;
import io.matriarch.state.WatchdogPolicy;
import io.matriarch.state.WatchdogPolicy.Mode;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** We lead since second 100 with a lease until second 125; another may lead from 130 on. */
final class WatchdogTest {
    @Test
    void theLongestTimeoutIsTtlWithoutTheMarginOrHalfOfIt() {
        assertEquals(Duration.ofSeconds(25), WatchdogTimes.most(policy(Mode.REQUIRED, 5)));
        assertEquals(Duration.ofSeconds(22), WatchdogTimes.most(policy(Mode.REQUIRED, 8)));
        assertEquals(Duration.ofSeconds(15), WatchdogTimes.most(policy(Mode.REQUIRED, -1)));
        assertEquals(Duration.ofSeconds(15), WatchdogTimes.slack(policy(Mode.REQUIRED, 5)));
        assertEquals(Duration.ofSeconds(-5), WatchdogTimes.slack(policy(Mode.REQUIRED, 25)));
    }

    /** Else a member that waits for its watchdog before a promotion would wait for ever. */
    @Test
    void whatARenewalDoesNotCoverIsNoTimeout() {
        assertEquals(Duration.ofSeconds(30), WatchdogTimes.most(policy(Mode.REQUIRED, 0)));
        assertEquals(Duration.ofSeconds(25), WatchdogTimes.provable(policy(Mode.REQUIRED, 0)));
    }

    @Test
    void aHolderFeedsItNoFurtherThanItsRightIsConfirmed() {
        assertEquals(feeds(25, 105), fedAt(100.2, 5));
        assertEquals(feeds(19, 111), fedAt(110, 5), "a permit until 110 is over at 110");
        assertEquals(feeds(10, 120), fedAt(119.5, 5));
        assertEquals(List.of(), fedAt(120.5, 5));
    }

    @Test
    void withHalfOfTtlItIsFedBetweenTwoRenewals() {
        Story story = leader(Mode.REQUIRED, -1).at(100.2).tick();
        assertEquals(feeds(15, 115), orders(story));
        echo(story, 15);
        assertEquals(List.of(), orders(story.at(102).tick()));
        assertEquals(feeds(15, 115), orders(story.at(103).tick()));
    }

    @Test
    void whatSaysNothingInTimeIsGivenUp() {
        Story story = leader(Mode.REQUIRED, 5).at(100.2).tick().at(103.3).tick();
        assertEquals("F70-primary-without-watchdog", story.rule());
        assertEquals("StopWatchdog", orders(story).getFirst().substring(0, 12));
    }

    @Test
    void onePrimaryStepsDownWithoutAndTheOtherDoesNot() {
        assertEquals(
                "F70-primary-without-watchdog",
                failing(leader(Mode.REQUIRED, 5).at(100.2).tick()).rule());
        assertEquals(
                "P10-steady-primary", failing(leader(Mode.AUTOMATIC, 5).at(100.2).tick()).rule());
    }

    @Test
    void aTimeoutThatIsTooLongCountsWhereItIsRequired() {
        Story required = leader(Mode.REQUIRED, 5).at(100.2).tick();
        assertEquals("F70-primary-without-watchdog", echo(required, 60).rule());
        assertEquals("StopWatchdog", orders(required).getFirst().substring(0, 12));
        Story automatic = leader(Mode.AUTOMATIC, 5).at(100.2).tick();
        assertEquals("P10-steady-primary", echo(automatic, 60).rule());
        assertEquals(List.of(), orders(automatic));
    }

    @Test
    void aTimeoutThatIsShorterThanLoopWaitIsOfNoUse() {
        Story automatic = leader(Mode.AUTOMATIC, 5).at(100.2).tick();
        echo(automatic, 9);
        assertEquals("StopWatchdog", orders(automatic).getFirst().substring(0, 12));
    }

    @Test
    void modeOffActsAtOnce() {
        Story story = leader(Mode.AUTOMATIC, 5).at(100.2).tick();
        echo(story, 25);
        story.then(new OperatorEvent.WatchdogConfigured(at(101), WatchdogPolicy.OFF));
        assertEquals("StopWatchdog", orders(story).getFirst().substring(0, 12));
    }

    @Test
    void anotherMarginActsWithTheNextFeeding() {
        Story story = leader(Mode.AUTOMATIC, 5).at(100.2).tick();
        echo(story, 25);
        story.then(
                new OperatorEvent.WatchdogConfigured(
                        at(101),
                        new WatchdogPolicy(Mode.AUTOMATIC, Optional.of(Duration.ofSeconds(10)))));
        assertEquals(feeds(20, 110), orders(story));
    }

    @Test
    void aPrimaryThatCannotBeFedStopsBeforeTheReset() {
        Story story = leader(Mode.REQUIRED, 18).at(100.2).tick();
        echo(story, 12); // the reset comes at 112.2, an orderly stop takes 5 s
        NodeState silent = story.state();
        assertEquals(
                HolderSituation.LeaseLeft.GOOD,
                ((HolderSituation) Situation.of(disconnected(silent, 107))).lease());
        assertEquals(
                HolderSituation.LeaseLeft.ENDING,
                ((HolderSituation) Situation.of(disconnected(silent, 107.3))).lease());
    }

    @Test
    void aStandbyThatNeedsOneDoesNotRaceWithout() {
        assertEquals(
                Optional.of("its watchdog is required: it was not looked at yet"),
                WatchdogDuty.objection(standby(Watchdog.UNSEEN, 5)));
        assertEquals(
                Optional.of("its watchdog is required: /dev/watchdog is not there"),
                WatchdogDuty.objection(
                        standby(rested(Health.ABSENT, "/dev/watchdog is not there"), 5)));
        assertEquals(
                Optional.of(
                        "its watchdog is required: it would have 5 s of ttl 30 s, less than"
                                + " loop_wait"),
                WatchdogDuty.objection(standby(rested(Health.READY, ""), 25)));
        assertEquals(
                Optional.empty(), WatchdogDuty.objection(standby(rested(Health.READY, ""), 5)));
    }

    @Test
    void peersAreToldOnlyWhatIsKnown() {
        assertEquals(false, WatchdogDuty.isUnable(standby(Watchdog.UNSEEN, 5)));
        assertEquals(true, WatchdogDuty.isUnable(standby(rested(Health.FORBIDDEN, "no"), 5)));
        assertEquals(true, WatchdogDuty.isUnable(standby(rested(Health.READY, ""), 25)));
    }

    /** What is ordered at that time, when it has not been fed before. */
    private static List<String> fedAt(double second, int margin) {
        return orders(leader(Mode.AUTOMATIC, margin).at(second).tick());
    }

    private static Story leader(Mode mode, int margin) {
        NodeState state = States.steadyPrimary();
        return Story.from(state.with(state.local().with(of(mode, margin))));
    }

    private static NodeState policy(Mode mode, int margin) {
        return leader(mode, margin).state();
    }

    private static NodeState standby(Watchdog watchdog, int margin) {
        NodeState state = States.steadyStandby();
        return state.with(state.local().with(of(Mode.REQUIRED, margin))).with(watchdog);
    }

    private static WatchdogPolicy of(Mode mode, int margin) {
        return new WatchdogPolicy(
                mode, margin < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(margin)));
    }

    private static Watchdog rested(Health health, String why) {
        return new Watchdog.Resting(new Watchdog.Device(health, why, at(100)));
    }

    private static NodeState disconnected(NodeState state, double second) {
        Story story = Story.from(state).at(second);
        return story.suspended().state();
    }

    private static Story echo(Story story, int seconds) {
        return story.then(
                new WatchdogEvent.WatchdogFed(
                        story.now(), newest(story), Duration.ofSeconds(seconds)));
    }

    private static Story failing(Story story) {
        return story.then(
                new WatchdogEvent.WatchdogFailed(
                        story.now(), newest(story), Health.ABSENT, "is not there"));
    }

    private static long newest(Story story) {
        return story.last().actions().stream()
                .filter(WatchdogAction.FeedWatchdog.class::isInstance)
                .map(WatchdogAction.FeedWatchdog.class::cast)
                .findFirst()
                .orElseThrow()
                .sequence();
    }

    /** Orders to the watchdog in the last step: feedings as timeout and latest moment. */
    private static List<String> orders(Story story) {
        return story.last().actions().stream()
                .filter(WatchdogAction.class::isInstance)
                .map(WatchdogTest::print)
                .toList();
    }

    private static String print(Object order) {
        return order instanceof WatchdogAction.FeedWatchdog feed
                        && feed.permit() instanceof Permit.NotAfter permit
                ? feed.timeout().toSeconds() + " s until " + permit.until()
                : order.toString();
    }

    private static List<String> feeds(int seconds, double latest) {
        return List.of(seconds + " s until " + Facts.at(latest));
    }
}
