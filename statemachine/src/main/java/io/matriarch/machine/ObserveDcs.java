package io.matriarch.machine;

import io.matriarch.event.DcsEvent;
import io.matriarch.judge.LastWords;
import io.matriarch.state.Cluster;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Published;
import io.matriarch.state.Requests.Kind;
import java.util.Optional;

/** Folds in what the DCS answered. */
final class ObserveDcs {
    private ObserveDcs() {}

    static NodeState event(NodeState state, DcsEvent event) {
        return switch (event) {
            case DcsEvent.SessionConnected connected -> ObserveSession.connected(state, connected);
            case DcsEvent.SessionSuspended _ -> ObserveSession.suspended(state);
            case DcsEvent.SessionLost _ -> ObserveSession.lost(state);
            case DcsEvent.DcsNoticed _ -> outdated(state);
            case DcsEvent.Answer answer -> {
                Optional<Kind> kind = state.requests().kindOf(answer.request());
                NodeState answered = state.with(state.requests().without(answer.request()));
                yield answer(answered, answer, kind);
            }
        };
    }

    /** What we know of the cluster is to be read again, also when a reading is under way. */
    static NodeState outdated(NodeState state) {
        NodeState forgetting =
                state.requests().pending().containsKey(Kind.READ)
                        ? state.with(
                                state.requests()
                                        .without(state.requests().pending().get(Kind.READ).id()))
                        : state;
        return forgetting.cluster() instanceof Cluster.Seen seen
                ? forgetting.with(seen.asOutdated())
                : forgetting;
    }

    private static NodeState answer(NodeState state, DcsEvent.Answer event, Optional<Kind> kind) {
        return switch (event) {
            case DcsEvent.SessionMoved moved -> ObserveSession.moved(state, moved);
            case DcsEvent.RequestFailed _ -> unanswered(state, kind, false);
            case DcsEvent.RequestUnsent _ -> unanswered(state, kind, true);
            case DcsEvent.Contact contact ->
                    content(ObserveSession.contact(state, contact), contact, kind);
        };
    }

    private static NodeState unanswered(NodeState state, Optional<Kind> kind, boolean unsent) {
        if (kind.isEmpty()) {
            return state;
        }
        return switch (kind.get()) {
            case MEMBER -> ObserveOffer.unwritten(state, unsent);
            case LOCK -> ObserveLock.unanswered(state, unsent);
            case INITIALIZE, CONFIG, HISTORY, FAILSAFE, FAILOVER, SYNC -> outdated(state);
            case MOVE, READ, TOUCH, STATUS, PROBE, CHECKPOINT, RELOAD, WRITE, SLOTS, REMOTE ->
                    state;
        };
    }

    private static NodeState content(NodeState state, DcsEvent.Contact event, Optional<Kind> kind) {
        return switch (event) {
            case DcsEvent.ClusterRead read ->
                    ObserveSlots.read(ObserveReading.read(state, read, kind.isPresent()), read);
            case DcsEvent.MemberWritten written ->
                    ObserveLock.lock(
                            ObserveSession.confirmed(
                                    kind.equals(Optional.of(Kind.MEMBER))
                                            ? ObserveOffer.written(state, written)
                                            : state,
                                    written),
                            written.lock(),
                            ObserveSession.isPresent(state, written));
            case DcsEvent.LockTaken taken -> ObserveLock.taken(state, taken);
            case DcsEvent.LockRefused _ ->
                    outdated(
                            state.lease() instanceof Lease.Asked
                                    ? state.with(new Lease.None())
                                    : state);
            case DcsEvent.LockReleased _ -> released(state);
            case DcsEvent.InitializeClaimed claimed ->
                    outdated(
                            state.with(
                                    state.durable()
                                            .withUnfinished(
                                                    state.durable().unfinished(),
                                                    Optional.of(claimed.revision().createdBy()))));
            case DcsEvent.WriteRefused _ when kind.equals(Optional.of(Kind.MOVE)) ->
                    ObserveSession.unmoved(state);
            case DcsEvent.Written _, DcsEvent.WriteRefused _ ->
                    kind.equals(Optional.of(Kind.STATUS)) ? state : outdated(state);
            case DcsEvent.SessionTouched _ -> state;
        };
    }

    private static NodeState released(NodeState state) {
        Published said =
                state.lease() instanceof Lease.Held held
                        ? state.published()
                                .withReleased(Optional.of(LastWords.release(state, held.epoch())))
                        : state.published();
        return outdated(state.with(new Lease.None()).with(said.withRecord(Optional.empty())));
    }
}
