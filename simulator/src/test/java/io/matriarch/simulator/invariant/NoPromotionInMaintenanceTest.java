package io.matriarch.simulator.invariant;

import static io.matriarch.simulator.truth.FakeTruth.N2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.Permit;
import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.truth.FakeTruth;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Operation;
import io.matriarch.value.LockEpoch;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NoPromotionInMaintenanceTest {
    private final FakeTruth truth =
            new FakeTruth().settings(DynamicSettings.DEFAULTS.withMaintenance(true));
    private final Invariant invariant = new NoPromotionInMaintenance();

    @Test
    void aPromotionThatNobodyAskedForIsNoticed() {
        invariant.after(truth.at(10));
        assertEquals(
                Optional.of("n2 began to promote in maintenance, and nobody asked"),
                invariant.begun(truth.at(60), promotion()));
    }

    @Test
    void oneThatWasDecidedBeforeEverybodyHadHeardOfItIsCarriedThrough() {
        invariant.after(truth.at(10));
        assertEquals(Optional.empty(), invariant.begun(truth.at(30), promotion()));
    }

    @Test
    void anOperatorMayOrderOne() {
        invariant.after(truth.at(10));
        invariant.befalls(truth, new Command.Failover(N2));
        assertEquals(Optional.empty(), invariant.begun(truth.at(60), promotion()));
    }

    private static Begun promotion() {
        return new Begun(N2, new Operation.Promote(new LockEpoch(20)), new Permit.NoneNeeded());
    }
}
