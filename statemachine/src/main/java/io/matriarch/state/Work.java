package io.matriarch.state;

import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;

/** The one operation of this member. */
public sealed interface Work {
    /** None runs. */
    record Idle() implements Work {}

    /**
     * One runs.
     *
     * @param id its number
     * @param operation what it does
     * @param begun when it was ordered
     * @param deadline when it is given up
     */
    record Busy(OperationId id, Operation operation, Moment begun, Moment deadline)
            implements Work {}
}
