package io.matriarch.judge;

import static io.matriarch.testing.Facts.crashedPrimary;
import static io.matriarch.testing.Facts.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.event.OperationEvent;
import io.matriarch.machine.Machine;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Health;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Requests;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AilmentTest {
    private static final NodeState PRIMARY = probing(States.steadyPrimary());

    @Test
    void aWriteThatDoesNotComeBackShowsAStall() {
        NodeState asked = PRIMARY.with(PRIMARY.requests().with(Requests.Kind.WRITE, PRIMARY.now()));

        assertEquals(Ailment.NONE, Ailment.of(States.later(asked, 4.9)));
        assertEquals(Ailment.STALLED, Ailment.of(States.later(asked, 5)));
    }

    @Test
    void whatWasFoundCountsUntilAWriteSucceedsOrCalmHasPassed() {
        NodeState full = PRIMARY.with(PRIMARY.health().withDiskFull(PRIMARY.now()));

        assertEquals(Ailment.FULL, Ailment.of(full));
        assertEquals(Ailment.NONE, Ailment.of(full.with(full.health().withWrite())));
        assertEquals(Ailment.NONE, Ailment.of(States.later(full, Health.CALM.toSeconds())));
    }

    @Test
    void whoeverHasBecomeAPrimaryHasWrittenToItsDisk() {
        NodeState full = PRIMARY.with(PRIMARY.health().withDiskFull(PRIMARY.now()));
        NodeState promoted = States.busy(full, new Operation.Promote(Views.EPOCH));
        Moment later = PRIMARY.now().plus(Duration.ofMillis(300));
        Outcome done = new Outcome.Succeeded();

        assertEquals(
                Ailment.NONE,
                Ailment.of(
                        Machine.seen(
                                promoted,
                                new OperationEvent.OperationEnded(
                                        later, new OperationId(77), done))));
    }

    @Test
    void anIllPrimaryIsHandedOnOnlyToSomebodyAble() {
        NodeState full = PRIMARY.with(PRIMARY.health().withDiskFull(PRIMARY.now()));

        assertEquals(Recovery.ASK, Recovery.of(full));
        assertEquals(Recovery.HAND_ON, Recovery.of(heard(full, Facts.WRITTEN)));
        assertEquals(Recovery.NONE, Recovery.of(heard(full, -1)));
        assertEquals(Recovery.HAND_ON, Recovery.of(heard(full.with(crashedPrimary()), 0x5000)));
    }

    @Test
    void aPrimaryThatCrashesAgainAndAgainIsHandedOn() {
        Health twice = PRIMARY.health().withCrash(PRIMARY.now()).withCrash(PRIMARY.now());
        NodeState crashed = PRIMARY.with(crashedPrimary());

        assertEquals(Recovery.RESTART, Recovery.of(heard(crashed.with(twice), Facts.WRITTEN)));
        assertEquals(
                Recovery.HAND_ON,
                Recovery.of(heard(crashed.with(twice.withCrash(PRIMARY.now())), Facts.WRITTEN)));
    }

    private static NodeState heard(NodeState state, long position) {
        return position < 0
                ? States.answered(state, Facts.toldPrimary(1, 1), Facts.toldPrimary(1, 1))
                : States.answered(state, told(1, position), told(1, position));
    }

    private static NodeState probing(NodeState state) {
        DynamicSettings settings = state.settings();
        return state.with(
                settings.with(settings.failover().withWriteTimeout(Duration.ofSeconds(5))));
    }
}
