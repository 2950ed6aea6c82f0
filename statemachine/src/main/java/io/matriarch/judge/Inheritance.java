package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.NodeState;
import io.matriarch.state.Offer;
import io.matriarch.state.Postgres;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import java.util.Optional;

/**
 * A lock that its holder offers to us, and that we may take over (lease rule L9): we have all of
 * its log, on its timeline, and nothing stands against our leading that would stand against it in a
 * race.
 *
 * @param from the holder
 * @param tenure its tenure
 * @param version of its member node, in which the offer was read
 */
public record Inheritance(MemberName from, LockEpoch tenure, int version) {

    /** The one that we may take over now. */
    public static Optional<Inheritance> of(NodeState state) {
        boolean free =
                state.lease() instanceof Lease.None
                        && !state.requests().isAboutLock()
                        && state.local().handoff()
                        && !Maintenance.isOn(state)
                        && !StandbyClusters.isOn(state);
        return free && state.postgres() instanceof Postgres.Standby standby
                ? offered(state)
                        .filter(holder -> hasAll(state, standby, holder))
                        .filter(_ -> Candidacy.objection(state).isEmpty())
                        .filter(_ -> Race.objection(state, standby).isEmpty())
                        .map(holder ->
                                new Inheritance(
                                        holder.name(),
                                        holder.record().offer().orElseThrow().epoch(),
                                        holder.version()))
                : Optional.empty();
    }

    /** Who offers its lock to us, by a reading that counts. */
    private static Optional<Member> offered(NodeState state) {
        boolean sound =
                state.session().isConnected()
                        && state.cluster() instanceof Cluster.Seen seen
                        && !seen.outdated()
                        && seen.age() instanceof Cluster.Age.Present;
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        return sound && view.lock() instanceof Lock.Held lock
                ? view.leader()
                        .filter(holder -> holder.owner().equals(lock.owner()))
                        .filter(holder ->
                                holder.record()
                                        .offer()
                                        .filter(offer -> offer.to().equals(state.me()))
                                        .filter(offer -> offer.epoch().equals(lock.epoch()))
                                        .isPresent())
                : Optional.empty();
    }

    private static boolean hasAll(NodeState state, Postgres.Standby standby, Member holder) {
        Offer offer = holder.record().offer().orElseThrow();
        return standby.timeline().isPresent()
                && standby.timeline().equals(holder.record().timeline())
                && standby.position().compareTo(offer.lsn()) >= 0;
    }
}
