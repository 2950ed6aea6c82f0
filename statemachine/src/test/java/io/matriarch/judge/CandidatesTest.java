package io.matriarch.judge;

import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.tags;
import static io.matriarch.testing.Facts.told;
import static io.matriarch.testing.Facts.toldPrimary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Role;
import io.matriarch.state.SyncPolicy.Mode;
import io.matriarch.state.Tags;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The lines that n1 prints when the lock is free. */
class CandidatesTest {
    private static final NodeState FREE = States.standbyOfFreeLock();
    private static final Peers.Answer SILENT = new Peers.Silent("no route to host");

    @Test
    void beforeAnybodyWasAskedTheRecordsSpeak() {
        assertEquals(
                """
                n1: timeline 1, at 0/5000, 0 bytes behind, may lead: the other members have not\
                 been asked yet
                n2: timeline 1, at 0/5000, 0 bytes behind, may lead: by its record; not asked
                n3: timeline 1, at 0/5000, 0 bytes behind, may lead: by its record; not asked
                """,
                lines(FREE));
    }

    @Test
    void theAnswersTellWhoMayLead() {
        assertEquals(
                """
                n1: timeline 1, at 0/5000, 0 bytes behind, may lead: n3 comes first: at 0/5001\
                 against 0/5000
                n2: timeline 1, at 0/5000, 0 bytes behind, may not lead: does not answer: no route\
                 to host
                n3: timeline 1, at 0/5001, 0 bytes behind, may lead: answers and is able
                """,
                lines(States.answered(FREE, SILENT, told(1, WRITTEN + 1))));
    }

    @Test
    void whoMayNotLeadSaysWhy() {
        NodeState far = States.seeing(FREE, Views.free().withPosition(WRITTEN + 1_048_577), true);
        NodeState sync =
                States.synchronous(
                        States.seeing(FREE, Views.free().synced(N2, 0, "n1"), true), Mode.ON);

        assertEquals(
                "may not lead: tag nofailover, or failover_priority 0",
                last(States.seeing(FREE, withN3(MemberState.RUNNING, tags(true, 1, false)))));
        assertEquals(
                "may not lead: its PostgreSQL is creating replica",
                last(States.seeing(FREE, withN3(MemberState.CREATING_REPLICA, Tags.NONE))));
        assertEquals("may not lead: not in key sync, which has n2, n1", last(sync));
        assertEquals(
                "may not lead: its PostgreSQL still runs as primary",
                last(States.answered(FREE, SILENT, toldPrimary(1, WRITTEN))));
        assertEquals(
                "may not lead: 1048577 bytes behind the last leader, maximum_lag_on_failover is"
                        + " 1048576",
                last(States.answered(far, SILENT, told(1, WRITTEN))));
    }

    @Test
    void theLastLeaderIsToldOfThoughItsRecordIsGone() {
        NodeState gone = States.seeing(FREE, Views.free().without(N2), true);

        assertEquals("may not lead: led last, and its session with the DCS is over", last(gone));
    }

    @Test
    void aLeaderIsNoCandidate() {
        assertEquals("may lead: by its record; not asked", last(States.steadyStandby()));
        assertEquals(
                "n1: timeline 1, at 0/5000, 0 bytes behind, may lead: has the lock",
                Candidates.of(States.steadyPrimary()).getFirst().line());
    }

    @Test
    void theListIsToldWhenTheLockIsFreeWhenTheOthersAnsweredAndWhenItIsTaken() {
        NodeState heard = States.answered(FREE, told(1, WRITTEN), told(1, WRITTEN));

        assertEquals(0, Candidates.news(States.steadyStandby(), States.steadyStandby()).size());
        assertEquals(3, Candidates.news(States.steadyStandby(), FREE).size());
        assertEquals(3, Candidates.news(FREE, heard).size());
        assertEquals(0, Candidates.news(heard, heard).size());
    }

    private static Views withN3(MemberState state, Tags tags) {
        return Views.free().with(N3, record(N3, Role.REPLICA, 1, state, Optional.empty(), tags));
    }

    private static String lines(NodeState state) {
        return Candidates.of(state).stream()
                .map(one -> one.line() + "\n")
                .collect(Collectors.joining());
    }

    private static String last(NodeState state) {
        return Candidates.of(state).getLast().line().replaceFirst(".*(?=may )", "");
    }
}
