package io.matriarch.machine;

import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.crashedPrimary;
import static io.matriarch.testing.Facts.primary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.event.PostgresEvent;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Replication;
import io.matriarch.state.Requests;
import io.matriarch.state.SyncNames;
import io.matriarch.state.Synchrony;
import io.matriarch.testing.Story;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From when on it counts whom commits wait for. */
class ObserveSyncTest {
    private static final SyncNames N2 = SyncNames.all(List.of(new MemberName("n2")));
    private static final SyncNames N3 = SyncNames.all(List.of(new MemberName("n3")));

    @Test
    void aChangeThatIsDoneCountsFromTheNextLook() {
        NodeState before = changing();
        NodeState changed =
                Observe.event(before, new PostgresEvent.ReloadDone(at(10), change(before)));
        assertEquals(Optional.of(N3), names(looked(changed, 10, 11, N3, WRITTEN)));
    }

    @Test
    void aChangeThatFailedCountsFromALookThatBeganTwoSecondsLater() {
        NodeState before = changing();
        NodeState failed =
                Observe.event(
                        before, new PostgresEvent.ReloadFailed(at(10), change(before), "too slow"));
        NodeState early = looked(failed, 11.9, 12.5, N3, WRITTEN);
        assertEquals(Optional.empty(), names(early));
        NodeState later = looked(early, 12, 12.6, N3, WRITTEN + 100);
        assertEquals(Optional.of(N3), names(later));
        assertEquals(new Lsn(WRITTEN + 100), later.synchrony().mark().orElseThrow().since());
    }

    @Test
    void namesThatSomebodyElseChangedCountTwoSecondsAfterTheyWereSeen() {
        NodeState seen = looked(looked(settled(), 10, 10.1, N2, WRITTEN), 20, 20.1, N3, WRITTEN);
        assertEquals(Optional.empty(), names(seen));
        assertEquals(Optional.empty(), names(looked(seen, 22, 22.2, N3, WRITTEN)));
        assertEquals(Optional.of(N3), names(looked(seen, 22.1, 22.2, N3, WRITTEN)));
    }

    @Test
    void anAgentThatStartsBesideAPrimaryTakesNoNamesForSettled() {
        NodeState booted = Story.booted().state();
        assertEquals(Optional.empty(), names(looked(booted, 101.9, 102.1, N2, WRITTEN)));
        assertEquals(Optional.of(N2), names(looked(booted, 102, 102.1, N2, WRITTEN)));
    }

    @Test
    void aServerThatWasStartedSinceHasReadAllAtItsStart() {
        NodeState down = Story.booted().probed(crashedPrimary()).state();
        assertEquals(Optional.of(N2), names(looked(down, 100.5, 100.6, N2, WRITTEN)));
    }

    private static NodeState settled() {
        return Genesis.state();
    }

    private static NodeState changing() {
        NodeState before = looked(settled(), 5, 5.1, N2, WRITTEN);
        return before.with(before.requests().with(Requests.Kind.RELOAD, at(9)));
    }

    private static RequestId change(NodeState state) {
        return state.requests().pending().get(Requests.Kind.RELOAD).id();
    }

    /** After a look that was asked for and ended at these seconds. */
    private static NodeState looked(
            NodeState before, double asked, double ended, SyncNames names, long written) {
        Postgres.Primary plain = primary(1, written);
        Postgres.Primary found =
                new Postgres.Primary(
                        plain.systemId(),
                        plain.timeline(),
                        plain.written(),
                        true,
                        List.of(),
                        Optional.of(new Replication(names, true, false, List.of())),
                        plain.server());
        NodeState state =
                before.with(before.clocks().at(at(ended)).withProbedAt(at(asked))).with(found);
        return state.with(ObserveSync.synchrony(state));
    }

    private static Optional<SyncNames> names(NodeState state) {
        return state.synchrony().mark().map(Synchrony.Mark::names);
    }

    private static Moment at(double second) {
        return Moment.ofMillis(Math.round(second * 1000));
    }
}
