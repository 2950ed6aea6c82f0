package io.matriarch.machine;

import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Replication;
import io.matriarch.state.Requests;
import io.matriarch.state.Synchrony;
import io.matriarch.value.Lsn;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import java.time.Duration;
import java.util.Optional;

/** Folds in whom our primary's commits wait for, and since when. */
final class ObserveSync {
    /**
     * How long a process of the server may take to read a changed configuration (contract, table of
     * waits: "synchronous_standby_names change"). Until then one that has not may still acknowledge
     * commits by the names before.
     */
    static final Duration SETTLE = Duration.ofSeconds(2);

    private ObserveSync() {}

    /** All of the server's processes have taken the change: a look from now on tells it. */
    static NodeState reloaded(NodeState state, RequestId request) {
        return unseen(state, request, Synchrony.UNKNOWN);
    }

    /** The change may have been made in part, or be made in a moment. */
    static NodeState reloadFailed(NodeState state, RequestId request) {
        return unseen(state, request, Synchrony.settling(state.now().plus(SETTLE)));
    }

    /** Whatever came of a change, only a look that begins from now on tells what is in force. */
    private static NodeState unseen(NodeState state, RequestId request, Synchrony synchrony) {
        if (!state.requests().kindOf(request).equals(Optional.of(Requests.Kind.RELOAD))) {
            return state;
        }
        Requests answered = state.requests().without(request);
        Requests.Pending look = answered.pending().get(Requests.Kind.PROBE);
        Requests open = look == null ? answered : answered.without(look.id());
        return state.with(open).with(synchrony).with(state.clocks().withProbedAt(Moment.LONG_AGO));
    }

    /** By what the last look found. */
    static Synchrony synchrony(NodeState state) {
        boolean changing = state.requests().isPending(Requests.Kind.RELOAD);
        return switch (state.postgres()) {
            case Postgres.Primary primary when !changing && primary.replication().isPresent() ->
                    seen(state, primary.replication().get(), primary.written());
            case Postgres.Primary _, Postgres.Unknown _, Postgres.Hanging _ -> state.synchrony();
            case Postgres.Ending _, Postgres.Starting _, Postgres.Stopped _ ->
                    state.synchrony().down();
            case Postgres.Standby _, Postgres.NoData _, Postgres.Unreadable _ -> Synchrony.UNKNOWN;
        };
    }

    private static Synchrony seen(NodeState state, Replication now, Lsn written) {
        Synchrony before = state.synchrony();
        Optional<Synchrony.Mark> same =
                before.mark().filter(mark -> mark.names().equals(now.names()));
        Synchrony.Mark read =
                new Synchrony.Mark(
                        now.names(),
                        now.ours(),
                        now.closed(),
                        same.map(Synchrony.Mark::since).orElse(written),
                        same.map(Synchrony.Mark::at).orElse(state.now()));
        if (state.clocks().probedAt().isBefore(before.settledAt())) {
            return Synchrony.settling(read, before.settledAt());
        }
        // Somebody else changed them, a moment ago perhaps.
        boolean changed = before.mark().isPresent() && same.isEmpty();
        return changed ? Synchrony.settling(read, state.now().plus(SETTLE)) : Synchrony.of(read);
    }
}
