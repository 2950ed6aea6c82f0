package io.matriarch.judge;

import static io.matriarch.judge.Mending.CHECKPOINT;
import static io.matriarch.judge.Mending.COPY;
import static io.matriarch.judge.Mending.NONE;
import static io.matriarch.judge.Mending.RECOVERY;
import static io.matriarch.judge.Mending.REWIND;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.SYSTEM;
import static io.matriarch.testing.Facts.crashedPrimary;
import static io.matriarch.testing.Facts.fork;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.stopped;
import static io.matriarch.testing.Facts.stoppedStandby;
import static io.matriarch.testing.Facts.timeline;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.ControlData;
import io.matriarch.state.ControlData.Phase;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.state.RejoinPolicy;
import io.matriarch.state.Role;
import io.matriarch.state.Upstream;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import io.matriarch.value.Lsn;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The leader n2 runs on timeline 2, which began at 0/4000 of timeline 1. */
class MendingTest {
    private static final Views LEADER_ON_2 =
            Views.ledByN2().with(N2, record(N2, Role.PRIMARY, 2)).withHistory(fork(1, 0x4000));
    private static final Postgres DIVERGED = stopped(Phase.PRIMARY_STOPPED, 1, 0x4001);

    @Test
    void whatStoppedProperlyIsRewoundAndWhatCrashedRecoversFirst() {
        assertEquals(REWIND, Mending.of(with(DIVERGED)));
        assertEquals(RECOVERY, Mending.of(with(crashedPrimary())));
        assertEquals(RECOVERY, Mending.of(with(stopped(Phase.STANDBY_CRASHED, 1, 0x4001))));
        assertEquals(
                REWIND,
                Mending.of(States.unfinished(with(crashedPrimary()), Unfinished.REWIND)),
                "half rewound: its control file says nothing");
    }

    @Test
    void aRewindWaitsForTheLeadersCheckpoint() {
        Views fresh = LEADER_ON_2.with(N2, record(N2, Role.PRIMARY, 2).withCheckpointPending());

        assertEquals(CHECKPOINT, Mending.of(sees(fresh, DIVERGED)));
        assertEquals(RECOVERY, Mending.of(sees(fresh, crashedPrimary())));
    }

    @Test
    void whatCannotBeRewoundWaitsForAnOperatorUnlessACopyIsAllowed() {
        NodeState split = with(stopped(Phase.PRIMARY_STOPPED, 2, 0x5000));
        NodeState failed = States.failures(with(DIVERGED), 0, 1, 0);

        assertEquals("use_pg_rewind is off", stuck(policy(with(DIVERGED), false, false, false)));
        assertEquals(COPY, Mending.of(policy(with(DIVERGED), false, false, true)));
        assertEquals(
                "neither wal_log_hints nor data checksums were on", stuck(with(unrewindable())));
        assertEquals("this member and the leader have written the same timeline", stuck(split));
        assertEquals(COPY, Mending.of(policy(split, true, false, true)));
        assertEquals(NONE, Mending.of(policy(split, true, true, false)), "nothing failed");
        assertEquals("the rewind failed: it failed", stuck(failed));
        assertEquals(COPY, Mending.of(policy(failed, true, true, false)));
        assertEquals(COPY, Mending.of(policy(failed, true, false, true)));
    }

    @Test
    void aRewindThatEndedWellAndDidNotHelpIsNotTriedAgainUnderThisLeader() {
        Upstream leader = Source.forRewind(with(DIVERGED)).orElseThrow();
        NodeState busy = States.busy(with(DIVERGED), new Operation.Rewind(leader));
        NodeState rewound = Story.from(busy).ended(new Outcome.Succeeded()).state();

        assertEquals(
                "the rewind failed: pg_rewind ended well, and the data is no part of the leader's"
                        + " history all the same",
                stuck(rewound.with(DIVERGED)));
        assertEquals(COPY, Mending.of(policy(rewound.with(DIVERGED), true, true, false)));
        Postgres helped = stopped(Phase.STANDBY_STOPPED, 1, 0x4000);
        assertEquals("", Mending.plight(rewound.with(helped)));
    }

    @Test
    void aTornControlFileAloneIsNoReasonToReplaceWhatMayBeTheOnlyCopy() {
        NodeState torn = policy(with(new Postgres.Unreadable("checksum")), true, true, true);

        assertEquals("the data directory cannot be read: checksum", stuck(torn));
        assertEquals(
                COPY,
                Mending.of(States.unfinished(torn, Unfinished.REWIND)),
                "the rewind tore it, and its source has all that it had to have");
        assertEquals(
                NONE,
                Mending.of(States.unfinished(policy(torn, true, false, false), Unfinished.REWIND)));
    }

    @Test
    void aMemberThatIsFitOrMendsItselfIsInNoPlight() {
        assertEquals("", Mending.plight(with(DIVERGED)));
        assertEquals("", Mending.plight(with(stoppedStandby())));
        assertEquals("", Mending.plight(policy(States.steadyStandby(), false, false, false)));
    }

    private static String stuck(NodeState state) {
        assertEquals(NONE, Mending.of(state));
        return Mending.plight(state);
    }

    private static Postgres unrewindable() {
        return new Postgres.Stopped(
                new ControlData(
                        SYSTEM,
                        Phase.PRIMARY_STOPPED,
                        timeline(1),
                        new Lsn(0x4000),
                        Optional.of(new Lsn(0x4001)),
                        false));
    }

    private static NodeState policy(
            NodeState state, boolean rewind, boolean afterFailure, boolean diverged) {
        DynamicSettings settings = state.settings();
        return state.with(settings.with(new RejoinPolicy(rewind, afterFailure, diverged)));
    }

    private static NodeState with(Postgres found) {
        return sees(LEADER_ON_2, found);
    }

    private static NodeState sees(Views view, Postgres found) {
        return States.seeing(States.steadyStandby(), view).with(found);
    }
}
