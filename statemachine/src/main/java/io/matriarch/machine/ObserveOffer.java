package io.matriarch.machine;

import io.matriarch.event.DcsEvent;
import io.matriarch.state.ClusterView;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Offer;
import io.matriarch.state.Offering;
import io.matriarch.state.Postgres;
import io.matriarch.state.Session;
import java.util.Optional;

/** Folds in what became of the lock that we offered to another member. */
final class ObserveOffer {
    private ObserveOffer() {}

    /**
     * A write of our member record was confirmed. One without an offer ends every earlier one: on
     * its connection none can take effect behind it.
     */
    static NodeState written(NodeState state, DcsEvent.MemberWritten event) {
        boolean without =
                ObserveSession.isPresent(state, event)
                        && state.published()
                                .record()
                                .filter(record -> record.offer().isEmpty())
                                .isPresent();
        return without
                ? with(state, state.published().offering().withOpen(Optional.empty()))
                : state;
    }

    /**
     * Our record was not written, or nobody knows. Where its permit was refused PostgreSQL is not
     * gone: it is looked at again.
     */
    static NodeState unwritten(NodeState state, boolean unsent) {
        boolean offered =
                unsent && state.published().record().flatMap(MemberRecord::offer).isPresent();
        NodeState doubting =
                offered
                        ? ObservePostgres.unknown(state, "not gone when the lock was offered")
                        : state;
        return doubting.with(doubting.published().withRecord(Optional.empty()));
    }

    /** Our own record, as an earlier run of this agent left it, may offer the lock. */
    static NodeState read(NodeState state, ClusterView view) {
        boolean sure =
                state.lease() instanceof Lease.Held || state.published().record().isPresent();
        Optional<Offer> found =
                Optional.ofNullable(view.members().get(state.me()))
                        .filter(member -> isOurs(state, member))
                        .map(Member::record)
                        .flatMap(MemberRecord::offer);
        return sure || found.isEmpty()
                ? state
                : with(state, state.published().offering().withOpen(found));
    }

    /** Whether a lock that is another's now was taken over by whom we offered it to. */
    static boolean isHandedOver(NodeState state, Lease.Held held, Lock lock) {
        return lock instanceof Lock.Held taken
                && state.published()
                        .offering()
                        .openIn(held.epoch())
                        .filter(offer -> offer.to().equals(taken.holder()))
                        .isPresent();
    }

    /** Our PostgreSQL leads again and the request is gone: another handover may be tried. */
    static NodeState looked(NodeState state) {
        Offering offering = state.published().offering();
        boolean leads =
                state.postgres() instanceof Postgres.Primary
                        && state.cluster()
                                .latest()
                                .filter(view -> view.failover() instanceof FailoverRequest.None)
                                .isPresent();
        return leads && offering.failed().isPresent()
                ? with(state, new Offering(offering.wanted(), offering.open(), Optional.empty()))
                : state;
    }

    private static boolean isOurs(NodeState state, Member member) {
        return state.session() instanceof Session.Live live && member.owner().equals(live.id());
    }

    private static NodeState with(NodeState state, Offering offering) {
        return state.with(state.published().with(offering));
    }
}
