package io.matriarch.judge;

import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.REMOTE;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.fork;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.standby;
import static io.matriarch.testing.Facts.stopped;
import static io.matriarch.testing.Facts.timeline;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.rule.Records;
import io.matriarch.state.ControlData.Phase;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Feed;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Remote;
import io.matriarch.state.Role;
import io.matriarch.state.StandbyCluster;
import io.matriarch.state.SyncPolicy;
import io.matriarch.state.Upstream;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import io.matriarch.value.SystemId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandbyClustersTest {
    private static final NodeState LEADER =
            inStandbyCluster(States.steadyPrimary().with(standby(1, WRITTEN, far())));
    private static final NodeState MEMBER = inStandbyCluster(States.steadyStandby());

    @Test
    void theHolderFollowsTheServerOutsideAndTheOthersFollowTheHolder() {
        assertEquals(new Feed.FromRemote(REMOTE), Source.forStandby(LEADER));
        assertEquals(
                new Feed.From(Facts.upstream(N2), Optional.of("n1"), false),
                Source.forStandby(MEMBER));
    }

    @Test
    void whatStartsWhileNobodyLeadsFollowsTheServerOutsideAndWhatRunsStays() {
        NodeState alone = States.seeing(MEMBER, Views.free());

        assertEquals(new Feed.AsBefore(), Source.forStandby(alone));
        assertEquals(
                new Feed.FromRemote(REMOTE),
                Source.forStandby(alone.with(stopped(Phase.PRIMARY_STOPPED, 1, WRITTEN))));
    }

    @Test
    void onlyTheHolderCallsItselfStandbyLeader() {
        assertEquals(Role.STANDBY_LEADER, Records.of(LEADER).role());
        assertEquals(Role.REPLICA, Records.of(MEMBER).role());
    }

    @Test
    void aStandbyLeaderNeedsNoGuardAndOneThatMayWriteDoes() {
        assertTrue(StandbyClusters.needsNoGuard(LEADER));
        assertFalse(StandbyClusters.needsNoGuard(inStandbyCluster(States.steadyPrimary())));
        assertFalse(
                StandbyClusters.needsNoGuard(
                        States.busy(LEADER, new Operation.Promote(Views.EPOCH))));
    }

    @Test
    void aCopyComesFromTheStandbyLeader() {
        Views led = Views.ledByN2().with(N2, record(N2, Role.STANDBY_LEADER, 1));

        assertEquals(Optional.of(Facts.upstream(N2)), Source.forCopy(States.seeing(MEMBER, led)));
    }

    @Test
    void synchronousModeRestsWhileTheClusterFollows() {
        NodeState state = States.synchronous(LEADER, SyncPolicy.Mode.ON);

        assertFalse(state.settings().inForce().sync().isOn());
    }

    @Test
    void theLogIsComparedWithTheHistoryOfTheServerOutside() {
        assertEquals(Rejoin.UNTOLD, Rejoin.of(wrote(1, WRITTEN)));
        assertEquals(Rejoin.FIT, Rejoin.of(told(wrote(1, WRITTEN), 2, true, fork(1, WRITTEN))));
        assertEquals(Rejoin.MEND, Rejoin.of(told(wrote(1, WRITTEN), 2, true, fork(1, 0x4000))));
        assertEquals(Rejoin.MEND, Rejoin.of(told(wrote(2, WRITTEN), 1, true)));
    }

    @Test
    void aServerOutsideThatIsSilentOrInRecoveryProvesNothingAgainstUs() {
        NodeState wrote = wrote(1, WRITTEN);

        assertEquals(Rejoin.FIT, Rejoin.of(told(wrote, new Remote.Silent("no route to host"))));
        assertEquals(Rejoin.FIT, Rejoin.of(told(wrote, 1, false)));
    }

    @Test
    void aServerOfAnotherClusterIsNoSource() {
        NodeState foreign =
                told(
                        wrote(1, WRITTEN),
                        new Remote.Told(
                                new SystemId("7400000000000000009"), timeline(1), true, List.of()));

        assertEquals(Mending.NONE, Mending.of(foreign));
        assertEquals(
                "the server that the standby cluster follows is of another cluster",
                Mending.plight(foreign));
    }

    @Test
    void anAddressMayNameSeveralServers() {
        assertEquals("postgres://far:5432/postgres", url("far", ""));
        assertEquals("postgres://a:5433,b:5433/postgres", url("a, b", "5433"));
        assertEquals("postgres://a:1,[::1]:2/postgres", url("a,::1", "1,2"));
        assertEquals("postgres://localhost:5433/postgres", url("", "5433"));
        assertEquals(Optional.empty(), new StandbyCluster("", "", "").upstream());
    }

    private static String url(String host, String port) {
        return new StandbyCluster(host, port, "").upstream().map(Upstream::connUrl).orElseThrow();
    }

    private static Optional<String> far() {
        return REMOTE.upstream().map(Upstream::connUrl);
    }

    /** The holder, down, with what it wrote as a primary. */
    private static NodeState wrote(int timeline, long end) {
        return LEADER.with(stopped(Phase.PRIMARY_STOPPED, timeline, end));
    }

    private static NodeState told(
            NodeState state, int timeline, boolean primary, HistoryLine... forks) {
        return told(
                state, new Remote.Told(Facts.SYSTEM, timeline(timeline), primary, List.of(forks)));
    }

    private static NodeState told(NodeState state, Remote.Answer answer) {
        Remote remote = Remote.UNASKED.asked(REMOTE, state.now()).with(answer);
        return state.with(state.inflow().with(remote));
    }

    private static NodeState inStandbyCluster(NodeState state) {
        DynamicSettings settings = state.settings();
        return state.with(settings.with(settings.topology().with(Optional.of(REMOTE))));
    }
}
