package io.matriarch.action;

import io.matriarch.state.Operation;
import io.matriarch.state.SlotChange;
import io.matriarch.state.StandbyCluster;
import io.matriarch.state.SyncNames;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;
import io.matriarch.value.RequestId;
import java.util.List;
import java.util.Optional;

/** An order about our PostgreSQL. */
public sealed interface PostgresAction extends Action {
    /** What it must show at the last moment. */
    default Permit permit() {
        return new Permit.NoneNeeded();
    }

    /**
     * Look at it: {@code PostgresProbed}.
     *
     * @param standbys whether a primary is asked about its standbys, too
     */
    record Probe(RequestId request, boolean standbys) implements PostgresAction {
        public Probe(RequestId request) {
            this(request, false);
        }
    }

    /**
     * Have a running primary's commits wait for these standbys from now on, also after a restart:
     * {@code ReloadDone} once that is in force, or {@code ReloadFailed}.
     *
     * @param names absent for the operators' own
     */
    record SetSyncNames(RequestId request, Optional<SyncNames> names, Permit permit)
            implements PostgresAction {}

    /** Let clients in, who were kept out since the start: as {@code SetSyncNames}. */
    record AdmitClients(RequestId request, Permit permit) implements PostgresAction {}

    /**
     * Have a running primary write a checkpoint, beside everything else: {@code CheckpointEnded}.
     */
    record Checkpoint(RequestId request) implements PostgresAction {}

    /** Ask the server that a standby cluster follows what it is: {@code RemoteSeen}. */
    record LookAtRemote(RequestId request, StandbyCluster server) implements PostgresAction {}

    /**
     * Change the replication slots of a running PostgreSQL, one after the other: {@code SlotsKept}.
     * What fails leaves the others alone.
     */
    record KeepSlots(RequestId request, List<SlotChange> changes, Permit permit)
            implements PostgresAction {
        public KeepSlots {
            changes = List.copyOf(changes);
        }
    }

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
