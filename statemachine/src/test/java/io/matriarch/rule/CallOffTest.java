package io.matriarch.rule;

import static io.matriarch.rule.Decided.decided;
import static io.matriarch.rule.Decided.heard;
import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.judge.Situation;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.FailoverPolicy;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.SyncPolicy.Mode;
import io.matriarch.state.Work;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import io.matriarch.value.OperationId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A handover is called off when the checkpoint before its stop does not end. */
class CallOffTest {
    private static final Views SWITCHOVER =
            Views.ledByN1().asked(Optional.of(N1), Optional.empty());

    /** It was begun 70 seconds ago. */
    private static final Work.Busy STOP =
            new Work.Busy(
                    new OperationId(5),
                    new Operation.Stop(true),
                    at(30),
                    at(200),
                    Unfinished.NOTHING);

    @Test
    void theStopIsCancelledOnceHoweverOftenTheRuleDecides() {
        NodeState hanging = heard(States.seeing(States.steadyPrimary(), SWITCHOVER)).with(STOP);
        assertEquals(
                "W31-handover-called-off: ClearFailover[request=8, revision=Revision[version=7,"
                        + " createdBy=70], why=the checkpoint before the stop hangs,"
                        + " permit=LeaseHeld[epoch=100, until=125.000]]; Cancel[id=5]",
                decided(hanging));

        NodeState cancelled = after(hanging);
        assertEquals("W31-handover-called-off: ", decided(cancelled));
        assertEquals(cancelled, after(cancelled));
    }

    @Test
    void aStopThatWasCalledOffIsNotMadeHarder() {
        NodeState impatient = impatient(States.seeing(States.steadyPrimary(), Views.ledByN1()));

        assertEquals("W30-stop-unheard: Hasten[id=5]", decided(impatient.with(STOP)));
        assertEquals("W10-operation-runs: ", decided(impatient.with(STOP.asCancelled())));
    }

    private static NodeState after(NodeState state) {
        return DecisionTable.WHOLE
                .first(Situation.of(state))
                .orElseThrow()
                .plan()
                .plan(state)
                .next();
    }

    /** Synchronous, with a {@code primary_stop_timeout}: then any stop may take too long. */
    private static NodeState impatient(NodeState state) {
        NodeState synchronous = States.synchronous(state, Mode.ON);
        FailoverPolicy policy = synchronous.settings().failover();
        return synchronous.with(
                synchronous
                        .settings()
                        .with(
                                new FailoverPolicy(
                                        policy.maximumLag(),
                                        policy.startTimeout(),
                                        Duration.ofSeconds(10),
                                        policy.checkTimeline(),
                                        policy.raceBackoff(),
                                        policy.writeTimeout(),
                                        policy.maximumAge())));
    }
}
