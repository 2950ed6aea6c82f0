package io.matriarch.judge;

import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.fork;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.standby;
import static io.matriarch.testing.Facts.stopped;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.ControlData.Phase;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Role;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The cluster has been on timeline 2, and n2 has the lock and runs on timeline 1. */
class UsurpedTest {
    private static final Views OLDER =
            Views.ledByN2().with(N2, record(N2, Role.PRIMARY, 1)).withHistory(fork(1, 0x4000));

    @Test
    void whoeverHasTheNewerHalfKeepsIt() {
        assertEquals(Rejoin.USURPED, rejoin(OLDER, stopped(Phase.PRIMARY_STOPPED, 2, 0x5000)));
        assertEquals(Rejoin.USURPED, rejoin(OLDER, standby(2, 0x5000, Optional.empty())));
    }

    @Test
    void whoeverHasTheOlderHalfDoesNotFollowEither() {
        assertEquals(Rejoin.USURPED, rejoin(OLDER, stopped(Phase.STANDBY_STOPPED, 1, 0x3000)));
    }

    @Test
    void aLeaderThatIsBeingPromotedIsNoUsurper() {
        Views promoting =
                Views.ledByN2().with(N2, record(N2, Role.PROMOTED, 1)).withHistory(fork(1, 0x4000));

        assertEquals(Rejoin.FIT, rejoin(promoting, standby(2, 0x5000, Optional.empty())));
        assertEquals("", Alarm.of(state(promoting, standby(2, 0x5000, Optional.empty()))));
    }

    @Test
    void aLeaderOnTheNewestTimelineIsNoUsurper() {
        Views newest =
                Views.ledByN2().with(N2, record(N2, Role.PRIMARY, 2)).withHistory(fork(1, 0x4000));

        assertEquals(Rejoin.FIT, rejoin(newest, standby(2, 0x5000, Optional.empty())));
    }

    @Test
    void operatorsAreToldWhichTimelinesTheseAre() {
        assertEquals(
                "the lock names a member on timeline 1, and the cluster has been on 2: it was taken"
                        + " by an old view",
                Alarm.of(state(OLDER, stopped(Phase.PRIMARY_STOPPED, 2, 0x5000))));
    }

    private static Rejoin rejoin(Views views, Postgres postgres) {
        return Rejoin.of(state(views, postgres));
    }

    private static NodeState state(Views views, Postgres postgres) {
        return States.seeing(States.steadyStandby(), views).with(postgres);
    }
}
