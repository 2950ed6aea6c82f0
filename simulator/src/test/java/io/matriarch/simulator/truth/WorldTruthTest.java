package io.matriarch.simulator.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.simulator.world.World;
import io.matriarch.simulator.world.WorldSpec;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.SyncPolicy;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which commits of a simulated cluster synchronous mode protects: n1 leads, n2 is cut off. */
final class WorldTruthTest {
    private static final MemberName N1 = new MemberName("n1");
    private static final MemberName N2 = new MemberName("n2");
    private static final DynamicSettings ON =
            DynamicSettings.DEFAULTS.with(new SyncPolicy(SyncPolicy.Mode.ON, false, 1, -1));

    private final World world;
    private final WorldTruth truth;

    WorldTruthTest() {
        world = World.of(WorldSpec.established(2).withSettings(ON));
        truth = new WorldTruth(world);
        world.clients().toPrimary("A", 50);
        at(30);
        world.faults().cut(N1, N2);
        at(90);
    }

    @Test
    void whatTheKeyPromisesIsProtectedThoughItWaitedForNobody() {
        assertEquals(Optional.of(N1), truth.sync().leader());
        assertEquals(List.of(), truth.sync().standbys());
        assertTrue(truth.lostSynchronous(N2, Moment.ZERO) > 100, "nobody but n1 may lead now");
        assertEquals(0, truth.lostSynchronous(N2, Moment.NEVER), "what n2 confirmed it has");
    }

    @Test
    void afterTheModeIsOffNothingIsPromised() {
        world.operator().configure(ON.with(SyncPolicy.DEFAULTS));
        Moment off = truth.now();
        at(120);
        assertEquals(0, truth.lostSynchronous(N2, off));
        assertTrue(truth.lost("A", N2) > truth.lostSynchronous(N2, Moment.ZERO));
    }

    @Test
    void nothingIsPromisedBeforeSomebodyClaimsTheKey() {
        world.operator().writeSync(Optional.empty(), List.of(), 0);
        world.operator().configure(ON.with(SyncPolicy.DEFAULTS));
        at(120);
        world.operator().configure(ON);
        Moment on = truth.now();
        assertEquals(Optional.empty(), truth.sync().leader());
        assertEquals(0, truth.lostSynchronous(N2, on));
        at(150);
        assertEquals(Optional.of(N1), truth.sync().leader());
        assertTrue(truth.lostSynchronous(N2, on) > 100);
    }

    private void at(int seconds) {
        world.runUntil(Moment.ofMillis(seconds * 1000L));
    }
}
