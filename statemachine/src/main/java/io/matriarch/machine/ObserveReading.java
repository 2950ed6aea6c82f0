package io.matriarch.machine;

import io.matriarch.event.DcsEvent;
import io.matriarch.judge.FailsafeMode;
import io.matriarch.judge.OutsiderSituation;
import io.matriarch.judge.SafeTimeout;
import io.matriarch.judge.TenureEnd;
import io.matriarch.state.Cluster;
import io.matriarch.state.Cluster.Age;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.Failsafe;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.Role;
import io.matriarch.state.Session;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.util.Optional;

/** Folds in a reading of all keys, unless it is older than what was seen before. */
final class ObserveReading {
    private ObserveReading() {}

    /**
     * @param expected whether the reading was asked for and nothing is known to have changed since
     */
    static NodeState read(NodeState state, DcsEvent.ClusterRead event, boolean expected) {
        Optional<Cluster.Seen> before =
                state.cluster() instanceof Cluster.Seen seen ? Optional.of(seen) : Optional.empty();
        Optional<Moment> behind = behindSince(state, before, event.view());
        if (behind.isPresent()
                && state.now().isBefore(behind.get().plus(OutsiderSituation.longest(state)))) {
            return state.with(before.orElseGet(() -> first(event)).behind(behind.get()));
        }
        Cluster.Seen seen = seen(state, event, expected, before, behind.isPresent());
        DurableFacts facts = home(state, event.view(), durable(state, seen));
        NodeState noted = noted(state, before, seen, expected).with(facts);
        // What was put back from a backup says nothing of how far the last leader came.
        NodeState known =
                seen.age() instanceof Age.Present
                        ? noted.with(ObserveInflow.read(noted, event.view(), event.sentAt()))
                        : noted;
        NodeState own = ObserveOffer.read(published(known, event, expected), event.view());
        return expected ? ObserveLock.lock(own, event.view().lock(), false) : own;
    }

    /**
     * Since when the DCS shows something older than what this member has seen; absent when this
     * reading is as new. A server that lags may show that, or data that was put back.
     */
    private static Optional<Moment> behindSince(
            NodeState state, Optional<Cluster.Seen> before, ClusterView view) {
        long known =
                Math.max(
                        before.map(one -> one.view().newest()).orElse(0L),
                        state.durable().highestEpoch().map(LockEpoch::zxid).orElse(0L));
        if (view.newest() == 0 || view.newest() >= known) {
            return Optional.empty();
        }
        return before.filter(one -> one.age() instanceof Age.Behind)
                .map(one -> ((Age.Behind) one.age()).since())
                .or(() -> Optional.of(state.now()));
    }

    private static Cluster.Seen first(DcsEvent.ClusterRead event) {
        return new Cluster.Seen(
                event.view(),
                event.sentAt(),
                true,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Cluster.Seen seen(
            NodeState state,
            DcsEvent.ClusterRead event,
            boolean expected,
            Optional<Cluster.Seen> before,
            boolean restored) {
        ClusterView view = event.view();
        boolean free = view.lock() instanceof Lock.Free;
        Optional<Moment> freeBefore = before.flatMap(Cluster.Seen::freeSince);
        // In maintenance nobody races: that time gives nobody a chance.
        Optional<Moment> raced = isResumed(before, view) ? Optional.empty() : freeBefore;
        Optional<Cluster.Holder> last = before.flatMap(Cluster.Seen::lastHolder);
        boolean proven = free && before.map(Cluster.Seen::freedProperly).orElse(false);
        boolean given = free && last.filter(one -> TenureEnd.isGivenBack(one, view)).isPresent();
        boolean over =
                free
                        && isListed(state, view)
                        && last.filter(one -> TenureEnd.isSessionGone(one, view)).isPresent();
        // Keys that somebody deletes one after the other may look like that for a moment.
        boolean properly = proven || given || over && freeBefore.isPresent();
        return new Cluster.Seen(
                view,
                event.sentAt(),
                !expected || over && !properly,
                free ? raced.or(() -> Optional.of(state.now())) : Optional.empty(),
                properly,
                holder(view, last),
                claimedSince(state, view, before),
                age(view, before, restored));
    }

    private static boolean isResumed(Optional<Cluster.Seen> before, ClusterView view) {
        return before.filter(one -> isMaintenance(one.view())).isPresent() && !isMaintenance(view);
    }

    private static boolean isMaintenance(ClusterView view) {
        return view.config() instanceof Config.Present(var settings)
                && settings.inForce().maintenance();
    }

    /** Data that was put back counts as such until a leader has written its own into it. */
    private static Age age(ClusterView view, Optional<Cluster.Seen> before, boolean restored) {
        boolean was = before.filter(one -> one.age() instanceof Age.Restored).isPresent();
        boolean led =
                view.leader().map(Member::record).filter(one -> one.runsAsPrimary()).isPresent();
        return restored || was && !led ? new Age.Restored() : new Age.Present();
    }

    private static NodeState noted(
            NodeState state, Optional<Cluster.Seen> before, Cluster.Seen seen, boolean expected) {
        ClusterView view = seen.view();
        boolean sameRequest =
                before.map(one -> one.view().failover().equals(view.failover())).orElse(false);
        // What the others said before a request was made says nothing about it.
        NodeState asked = sameRequest ? state : state.with(new Peers.Unasked());
        Failsafe listed = state.failsafe().withListed(FailsafeMode.listed(state, view, expected));
        NodeState known = asked.with(seen).with(listed);
        NodeState fresh =
                isNewTenure(before, view) ? known.with(known.setbacks().withoutRewinds()) : known;
        return view.config() instanceof Config.Present(var settings)
                ? fresh.with(SafeTimeout.applied(settings.inForce(), state.local().reportDelay()))
                : fresh;
    }

    /** What failed with one leader may work with another, or with the same one come back. */
    private static boolean isNewTenure(Optional<Cluster.Seen> before, ClusterView view) {
        return before.map(one -> !one.view().lock().equals(view.lock())).orElse(false)
                && view.lock() instanceof Lock.Held;
    }

    /** The newest tenure seen; of data that was put back, the newest there. */
    private static DurableFacts durable(NodeState state, Cluster.Seen seen) {
        DurableFacts facts = state.durable();
        Optional<LockEpoch> shown =
                seen.view().lock() instanceof Lock.Held held
                        ? Optional.of(held.epoch())
                        : Optional.empty();
        Optional<LockEpoch> known = facts.highestEpoch();
        if (seen.age() instanceof Age.Restored
                && known.filter(one -> one.zxid() > seen.view().newest()).isPresent()) {
            return facts.withEpoch(shown.orElse(new LockEpoch(seen.view().newest())));
        }
        boolean newer =
                shown.isPresent() && known.map(one -> shown.get().compareTo(one) > 0).orElse(true);
        return newer ? facts.withEpoch(shown.get()) : facts;
    }

    /** That our data is this cluster's is known as long as key {@code initialize} says so. */
    private static DurableFacts home(NodeState state, ClusterView view, DurableFacts facts) {
        return view.initialize() instanceof Initialize.Made(SystemId cluster)
                        && state.postgres().identity().equals(Optional.of(cluster))
                        && !facts.home().equals(Optional.of(cluster))
                ? facts.withHome(cluster)
                : facts;
    }

    /** Our own node may have been deleted by hand: then it is to be written again. */
    private static NodeState published(
            NodeState state, DcsEvent.ClusterRead event, boolean expected) {
        boolean comparable =
                expected
                        && !state.requests().isPending(Kind.MEMBER)
                        && state.clocks().publishedAt().isBefore(event.sentAt());
        return comparable && !isListed(state, event.view())
                ? state.with(state.published().withRecord(Optional.empty()))
                : state;
    }

    /** Whether our own node is there: our session lives, so only hands can have removed it. */
    private static boolean isListed(NodeState state, ClusterView view) {
        return state.session() instanceof Session.Live live
                && Optional.ofNullable(view.members().get(state.me()))
                        .filter(one -> one.owner().equals(live.id()))
                        .isPresent();
    }

    private static Optional<Cluster.Holder> holder(
            ClusterView view, Optional<Cluster.Holder> before) {
        if (!(view.lock() instanceof Lock.Held held)) {
            return before;
        }
        Optional<MemberRecord> record = view.leader().map(Member::record);
        Optional<Timeline> told =
                record.filter(MemberRecord::runsAsPrimary).flatMap(MemberRecord::timeline);
        Optional<Cluster.Holder> same = before.filter(one -> one.epoch().equals(held.epoch()));
        return Optional.of(
                new Cluster.Holder(
                        held.holder(),
                        held.owner(),
                        held.epoch(),
                        told.or(() -> before(record, same)),
                        record.map(MemberRecord::apiUrl)
                                .or(() -> same.map(Cluster.Holder::apiUrl))
                                .orElse(""),
                        record.map(MemberRecord::connUrl)
                                .or(() -> same.map(Cluster.Holder::connUrl))
                                .orElse(""),
                        record.map(MemberRecord::guarded)
                                .or(() -> same.map(Cluster.Holder::guarded))
                                .orElse(false),
                        same.map(Cluster.Holder::silentBefore)
                                .or(() -> before.map(Cluster.Holder::silentSoFar))
                                .filter(_ -> !followsRemote(view))
                                .orElse(0)));
    }

    /** Whether nobody is promoted, whoever holds the lock. */
    private static boolean followsRemote(ClusterView view) {
        return view.config() instanceof Config.Present(var settings)
                && settings.inForce().topology().standbyCluster().isPresent();
    }

    /** What a primary of this tenure told before, unless it leads a standby cluster by now. */
    private static Optional<Timeline> before(
            Optional<MemberRecord> record, Optional<Cluster.Holder> same) {
        boolean demoted = record.filter(one -> one.role() == Role.STANDBY_LEADER).isPresent();
        return demoted ? Optional.empty() : same.flatMap(Cluster.Holder::timeline);
    }

    private static Optional<Moment> claimedSince(
            NodeState state, ClusterView view, Optional<Cluster.Seen> before) {
        boolean alive =
                view.members().values().stream()
                        .anyMatch(member -> member.record().state().isBootstrapping());
        return view.initialize() instanceof Initialize.Claimed && !alive
                ? before.flatMap(Cluster.Seen::claimedSince).or(() -> Optional.of(state.now()))
                : Optional.empty();
    }
}
