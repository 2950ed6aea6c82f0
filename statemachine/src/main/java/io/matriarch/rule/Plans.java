package io.matriarch.rule;

import io.matriarch.action.AgentAction;
import io.matriarch.action.DcsAction;
import io.matriarch.action.FenceAction;
import io.matriarch.action.PeerAction;
import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.judge.Cadence;
import io.matriarch.judge.Candidacy;
import io.matriarch.judge.Handover;
import io.matriarch.judge.HolderSituation;
import io.matriarch.judge.Others;
import io.matriarch.judge.Source;
import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.ControlData;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Fence;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lease;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.Session;
import io.matriarch.state.Work;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.time.Duration;
import java.util.Optional;

/** What rows do, one verb each. */
final class Plans {
    private Plans() {}

    /** How soon the others are asked again while an answer is worth waiting for. */
    static final Duration ASK_AGAIN = Cadence.AGAIN;

    /** How long the decision to take the lock counts: as long as the others may take to answer. */
    private static final Duration JUDGED_FOR = Duration.ofSeconds(2);

    private static final Permit NO_PERMIT = new Permit.NoneNeeded();

    static Plan takeLock(NodeState state) {
        int sync = view(state).sync().version();
        NodeState asked = state.with(new Lease.Asked(state.requests().next(), state.now()));
        Permit permit = new Permit.NotAfter(state.now().plus(JUDGED_FOR));
        return Plan.of(asked).request(Kind.LOCK, id -> new DcsAction.TakeLock(id, sync, permit));
    }

    static Plan releaseLock(NodeState state) {
        if (!(state.lease() instanceof Lease.Held held)) {
            return Plan.of(state);
        }
        NodeState saying = state.with(state.published().withReleased(Optional.of(held.epoch())));
        MemberRecord record = Records.of(saying);
        return withLastWords(state, held)
                .request(Kind.LOCK, id -> new DcsAction.ReleaseLock(id, held.epoch(), record));
    }

    /** The shutdown checkpoint's position, for those who judge their lag by it. */
    private static Plan withLastWords(NodeState state, Lease.Held held) {
        if (state.postgres() instanceof Postgres.Stopped(ControlData control)
                && control.phase() == ControlData.Phase.PRIMARY_STOPPED) {
            return Plan.of(state)
                    .request(
                            Kind.STATUS,
                            id ->
                                    new DcsAction.WriteStatus(
                                            id,
                                            control.checkpoint(),
                                            new Permit.LeaseHeld(held.epoch(), held.until())));
        }
        return Plan.of(state);
    }

    static Plan forgetLease(NodeState state) {
        return Plan.of(state.with(new Lease.None()));
    }

    static Plan fence(NodeState state) {
        if (state.fence() instanceof Fence.Fenced(Moment at)
                && state.now().isBefore(at.plus(HolderSituation.KILL_TIME))) {
            return Plan.of(state);
        }
        String why =
                state.lease() instanceof Lease.Over over
                        ? "lease of epoch " + over.epoch() + " " + over.why()
                        : state.lease() instanceof Lease.Held
                                ? "does not answer and the lock is to be given away"
                                : "runs as primary without the lock";
        NodeState fenced =
                state.with(new Fence.Fenced(state.now())).with(state.durable().withFence(why));
        Plan plan = Plan.of(fenced).and(new FenceAction.FenceNow(why));
        return state.work() instanceof Work.Busy busy
                ? plan.and(new PostgresAction.Cancel(busy.id()))
                : plan;
    }

    static Plan askPeers(NodeState state) {
        boolean waiting = state.peers() instanceof Peers.Asked;
        boolean justAsked =
                state.peers() instanceof Peers.Answered answered
                        && state.now().isBefore(answered.askedAt().plus(ASK_AGAIN));
        if (waiting || justAsked || Others.addresses(state).isEmpty()) {
            return Plan.of(state);
        }
        var round = state.requests().next();
        NodeState asking =
                state.with(state.requests().taken()).with(new Peers.Asked(round, state.now()));
        return Plan.of(asking).and(new PeerAction.AskPeers(round, Others.addresses(state)));
    }

    /** Promotes, and clears the request that may have led here: it is fulfilled or outlived. */
    static Plan promote(NodeState state) {
        return state.lease() instanceof Lease.Held held
                ? clearFailover(state, "a new leader took over")
                        .begin(
                                new Operation.Promote(held.epoch(), foreign(state)),
                                Plan.leasePermit(state))
                : Plan.of(state);
    }

    /** The cluster's newest timeline, when our standby never was on it. */
    private static Optional<Timeline> foreign(NodeState state) {
        Optional<Timeline> own =
                state.postgres() instanceof Postgres.Standby standby
                        ? standby.timeline()
                        : Optional.empty();
        return Candidacy.clusterTimeline(state)
                .filter(known -> own.map(one -> one.compareTo(known) < 0).orElse(true));
    }

    /** Starts, and clears a request that led to the stop and came to nothing. */
    static Plan startPrimary(NodeState state) {
        if (!(state.lease() instanceof Lease.Held held)) {
            return Plan.of(state);
        }
        Plan cleared =
                switch (Handover.of(state)) {
                    case Handover.None _ -> Plan.of(state);
                    case Handover.Void(String why) -> clearFailover(state, why);
                    case Handover.AskFirst _, Handover.Ready _ ->
                            clearFailover(state, "the handover did not come about");
                };
        return cleared.begin(new Operation.StartPrimary(held.epoch()), Plan.leasePermit(state));
    }

    static Plan startStandby(NodeState state) {
        return begin(state, new Operation.StartStandby(Source.leader(state)), NO_PERMIT);
    }

    static Plan follow(NodeState state) {
        return Source.leader(state)
                .map(leader -> begin(state, new Operation.Follow(leader), NO_PERMIT))
                .orElse(Plan.of(state));
    }

    static Plan stop(NodeState state) {
        return begin(state, new Operation.Stop(false), NO_PERMIT);
    }

    static Plan stopAfterCheckpoint(NodeState state) {
        return begin(state, new Operation.Stop(true), NO_PERMIT);
    }

    /** Cancels an operation that need not be waited for; one that stops PostgreSQL goes on. */
    static Plan cancelForLeaving(NodeState state) {
        return state.work() instanceof Work.Busy busy
                        && !(busy.operation() instanceof Operation.Stop)
                ? Plan.of(state).and(new PostgresAction.Cancel(busy.id()))
                : Plan.of(state);
    }

    static Plan rewind(NodeState state) {
        return Source.runningLeader(state)
                .map(source -> destructive(state, new Operation.Rewind(source), Unfinished.REWIND))
                .orElse(Plan.of(state));
    }

    static Plan copy(NodeState state) {
        return Source.forCopy(state)
                .map(source ->
                        destructive(state, new Operation.Basebackup(source), Unfinished.COPY))
                .orElse(Plan.of(state));
    }

    private static Plan destructive(NodeState state, Operation operation, Unfinished mark) {
        NodeState marked = state.with(state.durable().withUnfinished(mark, Optional.empty()));
        return begin(marked, operation, NO_PERMIT);
    }

    private static Plan begin(NodeState state, Operation operation, Permit permit) {
        return Plan.of(state).begin(operation, permit);
    }

    static Plan claim(NodeState state) {
        return Plan.of(state).request(Kind.INITIALIZE, DcsAction.ClaimInitialize::new);
    }

    static Plan dropClaim(NodeState state) {
        return view(state).initialize() instanceof Initialize.Claimed claimed
                ? Plan.of(state)
                        .request(
                                Kind.INITIALIZE,
                                id -> new DcsAction.DropClaim(id, claimed.revision()))
                : Plan.of(state);
    }

    static Plan initdb(NodeState state) {
        NodeState marked =
                state.with(
                        state.durable().withUnfinished(Unfinished.INITDB, state.durable().claim()));
        return begin(marked, new Operation.Initdb(), claimPermit(state));
    }

    static Plan announce(NodeState state) {
        Optional<SystemId> ours = state.postgres().identity();
        return ours.isPresent() && view(state).initialize() instanceof Initialize.Claimed claimed
                ? Plan.of(state)
                        .request(
                                Kind.INITIALIZE,
                                id ->
                                        new DcsAction.AnnounceCluster(
                                                id,
                                                ours.get(),
                                                claimed.revision(),
                                                claimPermit(state)))
                : Plan.of(state);
    }

    private static Permit claimPermit(NodeState state) {
        return state.session() instanceof Session.Live live
                ? new Permit.BootstrapClaim(live.id())
                : new Permit.BootstrapClaim(new SessionId(0));
    }

    static Plan clearFailover(NodeState state, String why) {
        boolean current = state.cluster() instanceof Cluster.Seen seen && !seen.outdated();
        return current
                        && view(state).failover()
                                instanceof FailoverRequest.Asked(var _, var _, var _, var revision)
                ? Plan.of(state)
                        .request(
                                Kind.FAILOVER,
                                id ->
                                        new DcsAction.ClearFailover(
                                                id, revision, why, Plan.leasePermit(state)))
                : Plan.of(state);
    }

    static Plan leave(NodeState state) {
        return Plan.of(state.with(Presence.GONE))
                .and(new AgentAction.EndAgent(0, "stopped as requested", true));
    }

    static Plan refuse(NodeState state) {
        String ours = state.postgres().identity().map(SystemId::toString).orElse("unknown");
        String theirs =
                view(state).initialize() instanceof Initialize.Made(SystemId known)
                        ? known.toString()
                        : "unknown";
        String message =
                "the data directory belongs to system identifier "
                        + ours
                        + ", cluster "
                        + state.local().scope()
                        + " has "
                        + theirs
                        + " in its key initialize: check scope and data_dir, or empty the data"
                        + " directory to make a copy";
        return Plan.of(state.with(Presence.GONE))
                .and(new AgentAction.EndAgent(1, message, state.lease() instanceof Lease.None));
    }

    static ClusterView view(NodeState state) {
        return state.cluster().latest().orElse(ClusterView.EMPTY);
    }
}
