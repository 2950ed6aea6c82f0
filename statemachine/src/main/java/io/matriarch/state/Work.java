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
     * @param before what was unfinished in the data directory when it was ordered
     * @param cancelled whether its end was ordered, too; until it comes it runs
     */
    record Busy(
            OperationId id,
            Operation operation,
            Moment begun,
            Moment deadline,
            DurableFacts.Unfinished before,
            boolean cancelled)
            implements Work {
        /** One that was ordered a moment ago. */
        public Busy(
                OperationId id,
                Operation operation,
                Moment begun,
                Moment deadline,
                DurableFacts.Unfinished before) {
            this(id, operation, begun, deadline, before, false);
        }

        /** The same work, which now does this. */
        public Busy with(Operation other) {
            return new Busy(id, other, begun, deadline, before, cancelled);
        }

        /** The same work, whose end was ordered. */
        public Busy asCancelled() {
            return new Busy(id, operation, begun, deadline, before, true);
        }
    }
}
