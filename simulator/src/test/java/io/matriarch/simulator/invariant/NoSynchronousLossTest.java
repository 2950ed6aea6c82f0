package io.matriarch.simulator.invariant;

import static io.matriarch.simulator.truth.FakeTruth.N1;
import static io.matriarch.simulator.truth.FakeTruth.N2;
import static io.matriarch.simulator.truth.FakeTruth.N3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.simulator.mishap.HostChange;
import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Setting;
import io.matriarch.simulator.scenario.ZooKeeperChange;
import io.matriarch.simulator.truth.FakeTruth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which acknowledged commits a later primary must have. */
final class NoSynchronousLossTest {
    private final FakeTruth truth = new FakeTruth();

    @Test
    void aCommitThatSynchronousModePromisedIsMissedWhateverItWaitedFor() {
        Invariant invariant = new NoSynchronousLoss();
        assertEquals(Optional.empty(), invariant.after(truth.at(10).lacksPromised(N2, 54)));
        assertBreach(
                "n2 accepts writes and lacks 54 that were acknowledged under synchronous mode",
                invariant.after(truth.at(20).down(N1).primary(N2, 2)));
    }

    @Test
    void aPromiseEndsWithTheModeAndWithTheKeyThatAnOperatorChanges() {
        List<Fault> ends =
                List.of(
                        new Command.Configure(Setting.SYNCHRONOUS_MODE, "off"),
                        new Command.WriteSync(N1, 0, List.of(N2)),
                        new Fault.ToZooKeeper(ZooKeeperChange.WIPE),
                        new Fault.ToZooKeeper(ZooKeeperChange.RESTORE),
                        new Command.Failover(N2),
                        new Fault.ToHost(HostChange.PROMOTE_POSTGRES, List.of(N2)));
        for (Fault end : ends) {
            FakeTruth world = new FakeTruth().at(10).lacksPromised(N2, 54);
            Invariant invariant = new NoSynchronousLoss();
            invariant.after(world);
            invariant.befalls(world.at(11), end);
            assertEquals(
                    Optional.empty(),
                    invariant.after(world.at(20).down(N1).primary(N2, 2)),
                    end.text());
        }
    }

    @Test
    void whatStandbysConfirmedIsMissedWhateverAnOperatorOrders() {
        Invariant invariant = new NoSynchronousLoss();
        invariant.after(truth.lost(N2, 1));
        invariant.befalls(truth, new Command.Failover(N2));
        assertBreach(
                "n2 accepts writes and lacks 1 that were acknowledged under synchronous mode",
                invariant.after(truth.at(20).down(N1).primary(N2, 2)));
    }

    @Test
    void anOrderToLeadIsForTheNextWhoLeadsOnly() {
        Invariant invariant = new NoSynchronousLoss();
        invariant.after(truth);
        invariant.befalls(truth, new Command.Failover(N2));
        assertEquals(Optional.empty(), invariant.after(truth.at(20).down(N1).primary(N3, 2)));
        truth.at(30).lacksPromised(N2, 3);
        assertBreach(
                "n2 accepts writes and lacks 3 that were acknowledged under synchronous mode",
                invariant.after(truth.at(40).down(N3).primary(N2, 3)));
    }

    private static void assertBreach(String text, Optional<String> breach) {
        assertEquals(Optional.of(text), breach);
    }
}
