package io.matriarch.event;

import io.matriarch.state.Outcome;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;

/** What became of an operation. */
public sealed interface OperationEvent extends Event {
    /** It ended; there is exactly one for each {@code Begin}. */
    record OperationEnded(Moment at, OperationId operation, Outcome outcome)
            implements OperationEvent {}
}
