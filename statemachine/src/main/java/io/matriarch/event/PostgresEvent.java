package io.matriarch.event;

import io.matriarch.state.Postgres;
import io.matriarch.state.Remote;
import io.matriarch.state.Slots;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import java.util.List;
import java.util.Optional;

/** What PostgreSQL did. */
public sealed interface PostgresEvent extends Event {
    /**
     * A probe ended; there is exactly one for each {@code Probe}.
     *
     * @param slots what a PostgreSQL that answers says of its replication slots
     */
    record PostgresProbed(Moment at, RequestId request, Postgres found, Optional<Slots.Found> slots)
            implements PostgresEvent {
        /** One that tells nothing of slots. */
        public PostgresProbed(Moment at, RequestId request, Postgres found) {
            this(at, request, found, Optional.empty());
        }
    }

    /**
     * A checkpoint that was asked for ended; there is exactly one for each {@code Checkpoint}.
     *
     * @param failure why there is none; empty when it was written
     */
    record CheckpointEnded(Moment at, RequestId request, String failure) implements PostgresEvent {}

    /** A write that was ordered came to its end; while the disk stalls, none comes. */
    record WriteTried(Moment at, RequestId request, Result result) implements PostgresEvent {}

    /** What became of a write. */
    enum Result {
        /** It is on disk. */
        DONE,
        /** There is no room for it. */
        DISK_FULL,
        /** The server could not be asked, or ended meanwhile. */
        UNTRIED
    }

    /** A change of its configuration is in force. */
    record ReloadDone(Moment at, RequestId request) implements PostgresEvent {}

    /** A change of its configuration was not made, or is not seen to be in force: look again. */
    record ReloadFailed(Moment at, RequestId request, String why) implements PostgresEvent {}

    /**
     * Changes to its slots ended; there is exactly one for each {@code KeepSlots}.
     *
     * @param failures why each change that failed did; empty when all are done
     */
    record SlotsKept(Moment at, RequestId request, List<String> failures) implements PostgresEvent {
        public SlotsKept {
            failures = List.copyOf(failures);
        }
    }

    /** What the server outside said; there is exactly one for each {@code LookAtRemote}. */
    record RemoteSeen(Moment at, RequestId request, Remote.Answer found) implements PostgresEvent {}

    /** Something changed that a probe would show: the postmaster ended, for one. */
    record PostgresNoticed(Moment at, String what) implements PostgresEvent {}
}
