package io.matriarch.judge;

import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.primary;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.standby;
import static io.matriarch.testing.Facts.stoppedPrimary;
import static io.matriarch.testing.Facts.stoppedStandby;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.Announced;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Role;
import io.matriarch.state.Scripts;
import io.matriarch.state.ServerFacts;
import io.matriarch.state.Task;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
    private static final NodeState STANDBY = States.steadyStandby();

    @Test
    void eachStoryOfPostgresIsToldOnceInItsOrder() {
        NodeState state = STANDBY.with(Announced.NOTHING);

        state = tell("on_start replica", state.with(standby(1, WRITTEN)));
        state = tell("nothing", state.with(standby(1, WRITTEN + 1)));
        state = tell("nothing", state.with(new Postgres.Unknown("promote ended")));
        state = tell("on_role_change primary", state.with(primary(2, WRITTEN)));
        state = tell("on_stop primary", state.with(stoppedPrimary()));
        state = tell("on_role_change replica", state.with(standby(2, WRITTEN)));
        state = tell("on_stop replica", state.with(stoppedStandby()));
        state = tell("nothing", state.with(new Postgres.Starting(true)));
        tell("on_start replica", state.with(standby(2, WRITTEN)));
    }

    @Test
    void aServerThatWasNeverSeenRunningIsNotSaidToStop() {
        tell("nothing", STANDBY.with(Announced.NOTHING).with(stoppedStandby()));
    }

    @Test
    void aRestartIsOneThingUnlessTheStartFails() {
        NodeState up = tell("on_start replica", untold(startedAt("2025-01-01T07:00:00Z")));
        NodeState restarting = up.with(up.orders().with(restart(Task.Phase.DOWN)));
        NodeState failed = up.with(up.orders().with(restart(Task.Phase.FAILED)));

        tell("nothing", restarting.with(stoppedStandby()));
        tell("on_restart replica", restarting.with(startedAt("2025-01-01T08:00:00Z")));
        tell("on_role_change primary", restarting.with(primary(2, WRITTEN)));
        tell("on_stop replica", failed.with(stoppedStandby()));
    }

    @Test
    void aRestartByHandIsToldWhenTheServerIsAnother() {
        NodeState up = tell("on_start replica", untold(startedAt("2025-01-01T07:00:00Z")));
        NodeState again = up.with(startedAt("2025-01-01T08:00:00Z"));

        tell("nothing", tell("on_restart replica", again));
    }

    private static Task restart(Task.Phase phase) {
        return new Task.Restarting(Optional.empty(), Facts.at(100), Duration.ofSeconds(60), phase);
    }

    private static Postgres startedAt(String time) {
        Postgres.Standby known = standby(1, WRITTEN);
        ServerFacts server =
                new ServerFacts(
                        Optional.of(Instant.parse(time)), 170_005, Collections.emptySortedMap());
        return new Postgres.Standby(
                known.systemId(),
                known.timeline(),
                known.received(),
                known.replayed(),
                known.upstream(),
                known.streaming(),
                server,
                known.forks());
    }

    private static NodeState untold(Postgres postgres) {
        return STANDBY.with(Announced.NOTHING).with(postgres);
    }

    @Test
    void aReloadIsToldUnlessAStartSaysMore() {
        NodeState up = tell("on_start replica", STANDBY.with(Announced.NOTHING));

        NodeState told = tell("on_reload replica", up.with(up.announced().withReloaded(true)));
        tell("nothing", told);
        NodeState down = up.with(up.announced().withReloaded(true)).with(stoppedStandby());
        tell("nothing", tell("on_stop replica", down));
    }

    @Test
    void nothingIsToldWhileTheClusterIsMade() {
        NodeState state = States.seeing(STANDBY.with(Announced.NOTHING), Views.free());

        tell("on_start replica", state);
        tell(
                "nothing",
                States.unfinished(state, Unfinished.BIRTH)
                        .with(new io.matriarch.state.Cluster.Unseen()));
    }

    @Test
    void scriptsOfOldClustersAreToldMaster() {
        NodeState leads = STANDBY.with(Announced.NOTHING).with(primary(1, WRITTEN));
        MemberRecord old = MixedTest.version(record(N3, Role.REPLICA, 1), "");

        tell("on_start primary", leads);
        tell("on_start master", States.seeing(leads, Views.ledByN1().with(N3, old)));
        Scripts always = new Scripts(leads.local().scripts().callbacks(), false, false, true);
        tell("on_start master", leads.with(leads.local().with(always)));
    }

    /** Checks what is told, and gives the state after it. */
    private static NodeState tell(String expected, NodeState state) {
        var next = Announcement.of(state);
        assertEquals(
                expected,
                next.map(one -> one.callback().word() + " " + one.roleWord(state))
                        .orElse("nothing"));
        return next.map(one -> state.with(one.then())).orElse(state);
    }
}
