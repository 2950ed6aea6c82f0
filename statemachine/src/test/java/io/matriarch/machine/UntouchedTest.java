package io.matriarch.machine;

import static io.matriarch.testing.Facts.at;
import static io.matriarch.testing.Facts.crashedPrimary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.event.OperationEvent;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Upstream;
import io.matriarch.state.Work;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.value.OperationId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Work whose source does not serve costs nothing when that is found out in time. */
class UntouchedTest {
    private static final Upstream SOURCE = new Upstream(Facts.N2, "postgres://n2/postgres");

    @Test
    void aCopyThatCouldNotBeginLeavesTheDataWhole() {
        assertEquals(Unfinished.NOTHING, after(Unfinished.NOTHING, gone(false)));
        assertEquals(Unfinished.REWIND, after(Unfinished.REWIND, gone(false)));
    }

    @Test
    void aCopyThatHadBegunLeavesItHalfMade() {
        assertEquals(Unfinished.COPY, after(Unfinished.NOTHING, gone(true)));
        assertEquals(Unfinished.COPY, after(Unfinished.NOTHING, new Outcome.Failed("exit 1")));
        assertEquals(Unfinished.COPY, after(Unfinished.NOTHING, new Outcome.Cancelled()));
    }

    @Test
    void whatWasWorthNothingIsWorthNoMore() {
        assertEquals(Unfinished.COPY, after(Unfinished.COPY, gone(false)));
        assertEquals(Unfinished.COPY, after(Unfinished.INITDB, gone(false)));
    }

    /** The mark after a copy that was ordered over such data ended so. */
    private static Unfinished after(Unfinished before, Outcome outcome) {
        NodeState data = marked(States.steadyPrimary().with(crashedPrimary()), before);
        NodeState copying =
                marked(States.busy(data, new Operation.Basebackup(SOURCE)), Unfinished.COPY);
        OperationId id = ((Work.Busy) copying.work()).id();

        return Story.from(copying)
                .then(new OperationEvent.OperationEnded(at(101), id, outcome))
                .state()
                .durable()
                .unfinished();
    }

    private static NodeState marked(NodeState state, Unfinished mark) {
        return state.with(state.durable().withUnfinished(mark, Optional.empty()));
    }

    private static Outcome gone(boolean touched) {
        return new Outcome.SourceGone("no route to host", touched);
    }
}
