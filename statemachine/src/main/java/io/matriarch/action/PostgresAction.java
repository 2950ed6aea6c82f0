package io.matriarch.action;

import io.matriarch.state.Operation;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;
import io.matriarch.value.RequestId;

/** An order about our PostgreSQL. */
public sealed interface PostgresAction extends Action {
    /** Look at it: {@code PostgresProbed}. */
    record Probe(RequestId request) implements PostgresAction {}

    /**
     * Have a running primary write a checkpoint, beside everything else: {@code CheckpointEnded}.
     */
    record Checkpoint(RequestId request) implements PostgresAction {}

    /**
     * Write something into a running primary's log and have it on disk, without waiting for
     * standbys, on a thread that may hang: {@code WriteTried}, perhaps never.
     */
    record TryWrite(RequestId request) implements PostgresAction {}

    /**
     * Begin long work: {@code OperationEnded}, once.
     *
     * @param permit checked by the driver before the work is handed over
     * @param deadline when the runtime gives it up by itself
     */
    record Begin(OperationId id, Operation operation, Permit permit, Moment deadline)
            implements PostgresAction {}

    /**
     * Make a stop that runs an immediate one; its {@code OperationEnded} comes all the same. Of any
     * other work it changes nothing.
     */
    record Hasten(OperationId id) implements PostgresAction {}

    /** End that work if it still runs; its {@code OperationEnded} comes all the same. */
    record Cancel(OperationId id) implements PostgresAction {}
}
