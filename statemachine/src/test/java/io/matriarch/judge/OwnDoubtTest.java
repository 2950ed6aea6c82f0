package io.matriarch.judge;

import static io.matriarch.testing.Facts.OTHER_SYSTEM;
import static io.matriarch.testing.Facts.SYSTEM;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.connUrl;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.state.HistoryLine;
import io.matriarch.state.Initialize;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.ServerFacts;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import io.matriarch.value.Lsn;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a standby holds against its own log, and the others cannot see. */
class OwnDoubtTest {
    private static final NodeState STANDBY = States.steadyStandby();
    private static final long FAR = WRITTEN + 3_000_000;
    private static final Views NAMELESS = Views.free().with(new Initialize.Absent());

    @Test
    void aStandbyOnTheClustersTimelineHasNone() {
        assertEquals(Optional.empty(), OwnDoubt.of(STANDBY));
        assertEquals(Optional.empty(), OwnDoubt.of(States.steadyPrimary()));
    }

    @Test
    void aNewerTimelineCountsFromWhereItLeftTheKnownOne() {
        assertEquals(
                Optional.of(
                        "on timeline 2, which left timeline 1 at 0/5000, 3000000 bytes before the"
                                + " end that the last leader published; maximum_lag_on_failover is"
                                + " 1048576"),
                OwnDoubt.of(branched(WRITTEN)));
        assertEquals(Optional.empty(), OwnDoubt.of(branched(FAR)));
        assertTrue(Candidacy.of(branched(WRITTEN)) instanceof Candidacy.Ineligible);
    }

    @Test
    void whatAnOperatorOrdersMayCostThatMuch() {
        Views ordered =
                Views.free().withPosition(FAR).asked(Optional.empty(), Optional.of(Facts.N1));
        NodeState state = States.seeing(STANDBY, ordered).with(standby(SYSTEM, 2, WRITTEN));
        assertEquals(Optional.empty(), OwnDoubt.of(state));
    }

    @Test
    void whereNothingSaysWhoseTheClusterIsOnlyItsFormerMembersLead() {
        assertEquals(Optional.of(SYSTEM), STANDBY.durable().home());
        assertEquals(Optional.empty(), OwnDoubt.of(States.seeing(STANDBY, NAMELESS)));

        NodeState stranger = States.seeing(STANDBY, NAMELESS).with(standby(OTHER_SYSTEM, 1, 0));
        assertEquals(
                Optional.of(
                        "key initialize is gone, and this member was never part of the cluster as"
                                + " far as it knows: its data may be another's"),
                OwnDoubt.of(stranger));
        assertTrue(Candidacy.of(stranger) instanceof Candidacy.Ineligible);
    }

    @Test
    void aMemberWithoutDataMakesNoClusterWhereOneHasLived() {
        NodeState empty = Story.from(States.emptyNewcomer()).read(NAMELESS.without()).state();
        assertEquals(NewcomerSituation.May.JOIN, NewcomerSituation.of(empty).may());
    }

    @Test
    void thatItWasAMemberIsNotKnownOfDataOfAnotherCluster() {
        Story stranger = Story.booted().connected().probed(standby(OTHER_SYSTEM, 1, 0));
        NodeState told = stranger.read(Views.ledByN2()).state();
        assertEquals(Optional.empty(), told.durable().home());
    }

    /** The last leader published its end, and we are on timeline 2 since that position. */
    private static NodeState branched(long fork) {
        return States.seeing(STANDBY, Views.free().withPosition(FAR))
                .with(standby(SYSTEM, 2, fork));
    }

    private static Postgres.Standby standby(SystemId cluster, int timeline, long fork) {
        List<HistoryLine> forks =
                timeline == 1
                        ? List.of()
                        : List.of(new HistoryLine(Timeline.FIRST, new Lsn(fork), "", "", ""));
        Lsn end = new Lsn(FAR + 5_000_000);
        return new Postgres.Standby(
                cluster,
                Optional.of(new Timeline(timeline)),
                end,
                end,
                Optional.of(connUrl(Facts.N2)),
                false,
                ServerFacts.UNKNOWN,
                forks);
    }
}
