package io.matriarch.judge;

import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.epoch;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.tags;
import static io.matriarch.testing.Facts.toldPrimary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Release;
import io.matriarch.state.Role;
import io.matriarch.state.SyncPolicy.Mode;
import io.matriarch.state.Tags;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who of n1 (us), n2 (led), n3 may take a free lock while key sync restricts it. */
class SyncCandidacyTest {
    private static final String BEST = "nobody able is ahead of 0/5000";
    private static final Optional<MemberName> ANY = Optional.empty();
    private static final Peers.Answer EQUAL = told(1, WRITTEN);
    private static final Peers.Answer AHEAD = told(1, WRITTEN + 1);
    private static final Peers.Answer BEHIND = told(1, WRITTEN - 1);
    private static final Peers.Answer EMPTY = told(1, 0);
    private static final Peers.Answer SILENT = new Peers.Silent("no route to host");

    @Test
    void onlyTheSetMayLead() {
        assertEquals(BEST, on(free().synced(N2, 0, "n1"), EQUAL, AHEAD), "n3 is not asked");
        assertEquals("not in key sync, which has n2, n3", on(free().synced(N2, 0, "n3")));
        assertEquals(BEST, on(free().synced(N1, 0, "n3")), "we maintained it");
        assertEquals(BEST, on(free().synced(N2, 0, "N1", "N3")), "capital letters do not matter");
    }

    @Test
    void theSetRestrictsNobodyUnlessModeAndMaintainerSaySo() {
        Views others = free().synced(N2, 0, "n3");

        assertEquals(BEST, why(Mode.OFF, others, EQUAL, EQUAL), "the mode is off");
        assertEquals(BEST, why(Mode.ON, free(), EQUAL, EQUAL), "nobody maintains the key");
    }

    @Test
    void onlyTheSetIsAsked() {
        assertEquals("[n2]", asked(Mode.ON, free().synced(N2, 0, "n1")));
        assertEquals("[n2, n3]", asked(Mode.ON, free().synced(N2, 0, "n1", "N3")));
        assertEquals("[n2, n3]", asked(Mode.OFF, free().synced(N2, 0, "n1")));
        assertEquals(
                "[n2, n3]",
                asked(Mode.ON, free().synced(N2, 0, "n1").asked(ANY, Optional.of(N1))),
                "a manual failover outranks the set");
    }

    @Test
    void whoMayNeverLeadIsAskedForItsVoteOnly() {
        Views barred = free().with(N3, tagged(N3, tags(true, 1, false)));

        assertEquals("[n2]", asked(Mode.ON, barred.synced(N2, 0, "n1", "n3")));
        assertEquals("[n2, n3]", asked(Mode.QUORUM, barred.synced(N2, 1, "n1", "n3")));
    }

    @Test
    void theFormerLeaderMayBeAhead() {
        Views set = free().synced(N2, 0, "n1", "n3");
        Peers.Answer preferred = new Peers.Told(false, Optional.empty(), new Lsn(WRITTEN), true, 9);

        assertEquals(BEST, on(set, AHEAD, EQUAL), "nobody was told of what only it has");
        assertEquals("n3 comes first: at 0/5001 against 0/5000", on(set, EQUAL, AHEAD));
        assertEquals(BEST, on(set, preferred, EQUAL), "nor does its priority count");
        assertEquals(
                "n2 comes first: its PostgreSQL still runs as primary",
                on(set, toldPrimary(1, WRITTEN), EQUAL));
    }

    @Test
    void aQuorumNeedsVotesOfThoseWhoAreNotAhead() {
        Views two = free().synced(N2, 1, "n1", "n3");

        assertEquals(BEST + ", with 1 of 1 votes [n3]", quorum(two, SILENT, EQUAL));
        assertEquals(BEST + ", with 1 of 1 votes [n3]", quorum(two, SILENT, BEHIND));
        assertEquals(BEST + ", with 1 of 1 votes [n2]", quorum(two, EQUAL, SILENT));
        assertEquals("has 0 of 1 votes []", quorum(two, SILENT, SILENT));
        assertEquals("has 0 of 1 votes []", quorum(two, SILENT, EMPTY), "it has no log to show");
        assertEquals("n3 comes first: at 0/5001 against 0/5000", quorum(two, EQUAL, AHEAD));
    }

    @Test
    void aVoterThatMayNotLeadAndIsAheadGivesNoVote() {
        Views two = free().synced(N2, 1, "n1", "n3");
        Peers.Answer barred =
                new Peers.Told(false, Optional.empty(), new Lsn(WRITTEN + 1), false, 1);

        assertEquals("has 0 of 1 votes []", quorum(two, SILENT, barred));
    }

    @Test
    void theKeyTellsWhetherVotesCountHoweverTheModeReads() {
        Views two = free().synced(N2, 1, "n1", "n3");
        Views all = free().synced(N2, 0, "n1", "n3");

        assertEquals("has 0 of 1 votes []", on(two, SILENT, SILENT), "mode on, switched too late");
        assertEquals(BEST, quorum(all, SILENT, SILENT), "mode quorum, switched too late");
    }

    @Test
    void whoeverMaintainedTheQuorumHasItAll() {
        assertEquals(
                BEST + ", and the quorum was ours",
                quorum(free().synced(N1, 1, "n2", "n3"), SILENT, SILENT));
    }

    @Test
    void afterAnOrderlyEndNoVotesAreNeeded() {
        assertEquals(
                BEST + ", and the last leader wrote nothing beyond it",
                quorum(gaveBack(Views.EPOCH, Optional.of(new Lsn(WRITTEN))), SILENT, SILENT));
        assertEquals(
                "has 0 of 1 votes []",
                quorum(gaveBack(Views.EPOCH, Optional.of(new Lsn(WRITTEN + 1))), SILENT, SILENT),
                "it wrote more");
        assertEquals(
                "has 0 of 1 votes []",
                quorum(gaveBack(epoch(99), Optional.of(new Lsn(WRITTEN))), SILENT, SILENT),
                "an earlier tenure");
    }

    @Test
    void afterALockGivenBackWithoutAnEndVotesAreNeededWhateverStatusSays() {
        Views crashed = gaveBack(Views.EPOCH, Optional.empty());

        assertEquals("has 0 of 1 votes []", quorum(crashed.withPosition(WRITTEN), SILENT, SILENT));
        assertEquals("has 0 of 1 votes []", quorum(crashed.withPosition(1), SILENT, SILENT));
        assertEquals(BEST + ", with 1 of 1 votes [n3]", quorum(crashed, SILENT, EQUAL));
    }

    @Test
    void aSwitchoverKeepsToTheSetAndAFailoverByHandDoesNot() {
        Views without = free().synced(N2, 0, "n3");
        Optional<MemberName> us = Optional.of(N1);

        assertEquals(
                "not in key sync, which has n2, n3",
                on(without.asked(Optional.of(N2), us)),
                "switchover");
        assertEquals("named as candidate", on(without.asked(ANY, us)), "manual failover");
        assertEquals(
                "not in key sync, which has n2, n3",
                on(without.asked(ANY, Optional.of(N3))),
                "to another");
        assertEquals(
                "n3 comes first: named as candidate and able",
                on(free().synced(N2, 0, "n1").asked(ANY, Optional.of(N3))),
                "whom an operator names comes first, in the set or not");
    }

    @Test
    void aVoteCountsWhereTheVoterWithdrewAndOfThoseWhoKnowNoVotes() {
        Views two = free().synced(N2, 1, "n1", "n3");

        assertEquals(
                "has 0 of 1 votes []",
                quorum(two, SILENT, Facts.told(1, WRITTEN).withVote(Peers.Vote.REFUSED)));
        assertEquals(
                BEST + ", with 1 of 1 votes [n3], of which [n3] may still stream",
                quorum(two, SILENT, Facts.told(1, WRITTEN)),
                "a Patroni");
    }

    @Test
    void aPlainRoundOfQuestionsGivesNoVotes() {
        NodeState state = sees(Mode.QUORUM, free().synced(N2, 1, "n1", "n3"));
        NodeState plain =
                States.later(
                        States.answered(sees(Mode.OFF, free()), EQUAL, EQUAL)
                                .with(state.settings())
                                .with(state.cluster()),
                        0);

        assertEquals("AskVotes[]", Candidacy.of(plain).toString());
    }

    @Test
    void tooFewVotesAreAskedForAgainAfterASecond() {
        NodeState state = sees(Mode.QUORUM, free().synced(N2, 1, "n1", "n3"));
        NodeState outvoted = States.answered(state, SILENT, SILENT);

        assertEquals("Outvoted[why=has 0 of 1 votes []]", Candidacy.of(outvoted).toString());
        assertEquals("AskVotes[]", Candidacy.of(States.later(outvoted, 1)).toString());
    }

    /** A standby that withdrew before it told. */
    private static Peers.Told told(int timeline, long position) {
        return Facts.told(timeline, position).withVote(Peers.Vote.WITHDREW);
    }

    private static Views free() {
        return Views.free();
    }

    /** N2, which led, gave the lock back. */
    private static Views gaveBack(LockEpoch tenure, Optional<Lsn> end) {
        Optional<Release> given = Optional.of(new Release(tenure, end));
        return free().synced(N2, 1, "n1", "n3")
                .with(N2, record(N2, Role.DEMOTED, 1, MemberState.STOPPED, given, Tags.NONE));
    }

    private static MemberRecord tagged(MemberName name, Tags tags) {
        return record(name, Role.REPLICA, 1, MemberState.RUNNING, Optional.empty(), tags);
    }

    private static String on(Views view) {
        return why(Mode.ON, view, EQUAL, EQUAL);
    }

    private static String on(Views view, Peers.Answer ofN2, Peers.Answer ofN3) {
        return why(Mode.ON, view, ofN2, ofN3);
    }

    private static String quorum(Views view, Peers.Answer ofN2, Peers.Answer ofN3) {
        return why(Mode.QUORUM, view, ofN2, ofN3);
    }

    private static String why(Mode mode, Views view, Peers.Answer ofN2, Peers.Answer ofN3) {
        NodeState state = sees(mode, view);
        NodeState told = States.answered(state, ofN2, ofN3, Others.addresses(state).keySet());
        return Candidacy.of(told).sentence();
    }

    private static String asked(Mode mode, Views view) {
        return Others.addresses(sees(mode, view)).keySet().toString();
    }

    private static NodeState sees(Mode mode, Views view) {
        NodeState free = States.seeing(States.standbyOfFreeLock(), view, true);
        return States.synchronous(free, mode);
    }
}
