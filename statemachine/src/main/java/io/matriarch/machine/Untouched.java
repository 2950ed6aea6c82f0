package io.matriarch.machine;

import io.matriarch.state.DurableFacts;
import io.matriarch.state.NodeState;
import io.matriarch.state.Outcome;
import io.matriarch.state.Work;

/**
 * Takes back the mark that work was begun on the data directory where that found its source gone
 * before it touched anything: the data is what it was.
 */
final class Untouched {
    private Untouched() {}

    static NodeState after(NodeState state, Work.Busy work, Outcome outcome) {
        boolean untouched = outcome instanceof Outcome.SourceGone gone && !gone.touched();
        DurableFacts facts = state.durable();
        return untouched && isOfWorth(work.before())
                ? state.with(facts.withUnfinished(work.before(), facts.claim()))
                : state;
    }

    /** Data that is worth nothing stays marked as that: the claim it was made for is forgotten. */
    private static boolean isOfWorth(DurableFacts.Unfinished before) {
        return switch (before) {
            case NOTHING, REWIND -> true;
            case INITDB, BIRTH, COPY -> false;
        };
    }
}
