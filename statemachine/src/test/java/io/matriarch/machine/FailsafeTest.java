package io.matriarch.machine;

import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.apiUrl;
import static io.matriarch.testing.Facts.connUrl;
import static io.matriarch.testing.Facts.primary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.PeerAction;
import io.matriarch.event.PeerEvent;
import io.matriarch.judge.Candidacy;
import io.matriarch.judge.FailsafeMode;
import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Requests;
import io.matriarch.state.Role;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who promises what for the time without the DCS, and what a promise is worth. */
class FailsafeTest {
    private static final SortedMap<MemberName, String> NOBODY = new TreeMap<>();

    private static NodeState withMode(NodeState state) {
        NodeState on = state.with(state.settings().withFailsafe(true));
        return on.with(
                on.failsafe()
                        .withListed(Views.free().withFailsafe(N1, N2, N3).made().failsafe().get()));
    }

    /** The primary, whose lease ends at second 125, cut from the DCS and asking at second 110. */
    private static Story asking() {
        return Story.from(withMode(States.steadyPrimary())).at(101).suspended().at(112).tick();
    }

    private static Story answered(Story story, SortedMap<MemberName, String> refused) {
        var round = story.state().failsafe().asking().orElseThrow().round();
        return story.then(new PeerEvent.FailsafeAnswered(story.now(), round, refused));
    }

    private static Story asked(NodeState state) {
        return asked(state, Duration.ZERO);
    }

    private static Story asked(NodeState state, Duration lasts) {
        return Story.from(state)
                .then(
                        new PeerEvent.FailsafeAsked(
                                state.now(), 5, N2, connUrl(N2), apiUrl(N2), lasts));
    }

    private static String answer(Story story) {
        return story.last().actions().stream()
                .filter(one -> one instanceof PeerAction.AnswerFailsafe)
                .toList()
                .toString();
    }

    @Test
    void aPrimaryWithoutTheDcsAsksEveryListedMember() {
        assertEquals(
                "AskFailsafe[round=9, from=n1, connUrl=postgres://n1:5432/postgres,"
                        + " apiUrl=http://n1:8008/patroni, lasts=PT25S, apiUrls={n2=http://n2:8008/patroni,"
                        + " n3=http://n3:8008/patroni}]",
                asking().ordered().getLast());
    }

    @Test
    void itDoesNotAskBeforeHalfOfTheLeaseIsGoneNorWithoutTheMode() {
        Story early = Story.from(withMode(States.steadyPrimary())).at(101).suspended();
        assertTrue(early.at(109).tick().state().failsafe().asking().isEmpty());
        Story off = Story.from(States.steadyPrimary()).at(101).suspended().at(112).tick();
        assertTrue(off.state().failsafe().asking().isEmpty());
    }

    @Test
    void aDcsThatAnswersAndRenewsNothingIsAsGoodAsNone() {
        Story refused =
                Story.from(withMode(States.steadyPrimary()))
                        .at(106)
                        .tick()
                        .failed(Requests.Kind.MEMBER);
        assertTrue(refused.at(109).tick().state().failsafe().asking().isEmpty());
        Story again = refused.failed(Requests.Kind.MEMBER).at(112).tick();
        assertTrue(again.state().failsafe().asking().isEmpty(), "the next renewal is under way");
        assertTrue(again.failed(Requests.Kind.MEMBER).state().failsafe().asking().isPresent());
    }

    @Test
    void thePromiseCountsFromBeforeTheFirstQuestion() {
        Story promised = answered(asking().at(113.5), NOBODY).guardEchoed();
        assertEquals("K14-lock-being-confirmed", promised.rule());
        assertEquals(
                Facts.at(112 + 25), promised.state().failsafe().promise().orElseThrow().until());
        assertEquals("K10-lead-by-promise", promised.at(125.5).tick().rule());
        assertEquals(new Lease.None(), promised.state().lease());
    }

    @Test
    void oneMemberThatDoesNotPromiseEndsIt() {
        SortedMap<MemberName, String> silent = new TreeMap<>();
        silent.put(N3, "no answer in time");
        Story refused = answered(asking().at(114), silent);
        assertEquals(Optional.empty(), refused.state().failsafe().promise());
        assertEquals("F20-lease-ending", refused.at(120.5).tick().rule());
    }

    @Test
    void aPromiseThatIsNotRenewedEndsInAStopAndThenInAKill() {
        Story promised = answered(asking(), NOBODY).guardEchoed();
        assertEquals("F58-promise-ending", promised.at(132.5).tick().rule());
        Story late = answered(asking(), NOBODY).guardEchoed().at(126).tick();
        assertEquals("F50-promise-over", late.at(137).tick().rule());
        assertEquals(
                "FenceNow[why=the members' promise counts no more]", late.ordered().getFirst());
    }

    @Test
    void aPrimaryThatRecoversByPromiseAsksForTheNextOne() {
        Story promised = answered(asking(), NOBODY).guardEchoed();
        Story recovering = promised.at(118).probed(new Postgres.Starting(false)).at(120).tick();

        assertTrue(recovering.state().failsafe().asking().isPresent());
    }

    @Test
    void itAsksNoLongerThanPrimaryStartTimeout() {
        Story promised = answered(asking(), NOBODY).guardEchoed();
        NodeState starting = promised.at(118).probed(new Postgres.Starting(false)).state();
        NodeState due = States.later(starting, 2);

        assertTrue(FailsafeMode.isAskDue(States.downFor(due, 299)));
        assertFalse(FailsafeMode.isAskDue(States.downFor(due, 300)));
    }

    @Test
    void aStandbyPromisesAndDoesNotTakeAFreeLockForOneTimeout() {
        NodeState standby = States.later(withMode(States.steadyStandby()), 40);
        Story story = asked(standby);
        assertEquals(
                "[AnswerFailsafe[question=5, reply=Accepted[position=Optional[0/5000]]]]",
                answer(story));
        NodeState free = States.seeing(story.state(), Views.free().withFailsafe(N1, N2, N3), true);
        assertEquals(
                "Ineligible[why=n2 has our promise not to lead until 170.000]",
                Candidacy.of(free).toString());
        assertEquals("AskFirst[]", Candidacy.of(States.later(free, 30)).toString());
    }

    @Test
    void aPromiseIsKeptForAsLongAsTheAskerCountsOnIt() {
        NodeState standby = States.later(withMode(States.steadyStandby()), 40);
        NodeState longer = asked(standby, Duration.ofSeconds(55)).state();
        assertEquals(Facts.at(195), longer.failsafe().bond().orElseThrow().until());
        NodeState shorter = asked(standby, Duration.ofSeconds(5)).state();
        assertEquals(Facts.at(170), shorter.failsafe().bond().orElseThrow().until());
    }

    @Test
    void aMemberThatMayLeadOrLeadsPromisesNothing() {
        assertEquals(
                "[AnswerFailsafe[question=5, reply=Refused[why=OFF]]]",
                answer(asked(States.steadyStandby())));
        assertEquals(
                "[AnswerFailsafe[question=5, reply=Refused[why=LEADING]]]",
                answer(asked(withMode(States.steadyPrimary()))));
        NodeState standby = withMode(States.steadyStandby());
        assertEquals(
                "[AnswerFailsafe[question=5, reply=Refused[why=ACQUIRING]]]",
                answer(
                        asked(
                                standby.with(
                                        new Lease.Asked(
                                                standby.requests().next(), standby.now())))));
    }

    @Test
    void anAgentThatJustStartedMayHavePromisedSomethingBefore() {
        NodeState free =
                States.seeing(
                        withMode(States.steadyStandby()),
                        Views.free().withFailsafe(N1, N2, N3),
                        true);
        assertEquals(
                "Ineligible[why=an earlier run may have promised not to lead until 130.000]",
                Candidacy.of(free).toString());
    }

    @Test
    void whatAnEarlierRunPromisedCountsWhenTheModeIsSwitchedOff() {
        NodeState on = withMode(States.steadyStandby());
        NodeState free =
                States.seeing(
                        on.with(on.settings().withFailsafe(false)),
                        Views.free().withFailsafe(N1, N2, N3),
                        true);
        assertEquals(
                "Ineligible[why=an earlier run may have promised not to lead until 130.000]",
                Candidacy.of(free).toString());
    }

    @Test
    void aLeaderAsksWhomeverItIsAboutToListEvenIfAReadingDoesNotShowThemYet() {
        DynamicSettings on = DynamicSettings.DEFAULTS.withFailsafe(true);
        Views before = Views.ledByN1().withFailsafe(N1, N2).with(new Config.Present(on));
        Story story = Story.from(States.steadyPrimary()).at(111).tick().read(before);
        assertEquals("[n1, n2, n3]", listed(story));

        story.at(112).noticed().tick().read(before);

        assertEquals("[n1, n2, n3]", listed(story));
    }

    private static String listed(Story story) {
        return story.state().failsafe().listed().keySet().toString();
    }

    @Test
    void aMemberThatIsNotListedDoesNotRace() {
        NodeState standby = States.later(withMode(States.steadyStandby()), 40);
        NodeState free =
                States.seeing(
                        standby.with(
                                standby.failsafe()
                                        .withListed(
                                                Views.free()
                                                        .withFailsafe(N2, N3)
                                                        .made()
                                                        .failsafe()
                                                        .get())),
                        Views.free().withFailsafe(N2, N3),
                        true);
        assertEquals(
                "Ineligible[why=not in key failsafe: a leader without the DCS would not ask us]",
                Candidacy.of(free).toString());
    }

    @Test
    void whoeverLedMeanwhileBreaksThePromise() {
        NodeState promised = answered(asking(), NOBODY).at(126).tick().state();
        Story back =
                Story.from(promised)
                        .connected(9, 2, true)
                        .probed(primary(1, WRITTEN))
                        .read(Views.ledByN2().with(N2, Facts.record(N2, Role.PRIMARY, 2)));
        assertEquals("F52-promise-broken", back.rule());
    }
}
