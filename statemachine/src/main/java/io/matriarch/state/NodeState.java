package io.matriarch.state;

import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;

/**
 * Everything that one member knows: the only memory of the machine.
 *
 * @param presence whether it means to stay
 * @param local its own configuration
 * @param settings the cluster's settings in force
 * @param clocks what time it is
 * @param session its session with the DCS
 * @param lease its right to write
 * @param cluster the DCS as last read
 * @param postgres its PostgreSQL as last probed
 * @param synchrony since when its commits wait for whom
 * @param slots its replication slots, and whom they are for
 * @param work its operation
 * @param setbacks failures that earn a pause
 * @param health how well PostgreSQL and its machine do
 * @param peers what the others answered
 * @param failsafe what was promised for the time without the DCS
 * @param ballots what the others ask of us
 * @param inflow when log last came in
 * @param fence the guard
 * @param watchdog the kernel's watchdog
 * @param orders what operators asked of this agent
 * @param requests what is unanswered
 * @param published what the DCS holds of ours
 * @param announced what scripts were told and said
 * @param durable what survives a crash
 * @param jitter state of a SplitMix generator: the only source of chance
 */
public record NodeState(
        Presence presence,
        LocalSettings local,
        DynamicSettings settings,
        Clocks clocks,
        Session session,
        Lease lease,
        Cluster cluster,
        Postgres postgres,
        Synchrony synchrony,
        Slots slots,
        Work work,
        Setbacks setbacks,
        Health health,
        Peers peers,
        Failsafe failsafe,
        Ballots ballots,
        Inflow inflow,
        Fence fence,
        Watchdog watchdog,
        Orders orders,
        Requests requests,
        Published published,
        Announced announced,
        DurableFacts durable,
        long jitter) {

    public MemberName me() {
        return local.name();
    }

    public Moment now() {
        return clocks.now();
    }

    /** The session timeout in force, or the one that will be asked for. */
    public Duration timeout() {
        return session instanceof Session.Live live ? live.timeout() : settings.ttl();
    }

    public boolean isIdle() {
        return work instanceof Work.Idle;
    }

    public NodeState with(Presence value) {
        Draft draft = new Draft(this);
        draft.presence = value;
        return draft.done();
    }

    public NodeState with(LocalSettings value) {
        Draft draft = new Draft(this);
        draft.local = value;
        return draft.done();
    }

    public NodeState with(DynamicSettings value) {
        Draft draft = new Draft(this);
        draft.settings = value;
        return draft.done();
    }

    public NodeState with(Clocks value) {
        Draft draft = new Draft(this);
        draft.clocks = value;
        return draft.done();
    }

    public NodeState with(Session value) {
        Draft draft = new Draft(this);
        draft.session = value;
        return draft.done();
    }

    public NodeState with(Lease value) {
        Draft draft = new Draft(this);
        draft.lease = value;
        return draft.done();
    }

    public NodeState with(Cluster value) {
        Draft draft = new Draft(this);
        draft.cluster = value;
        return draft.done();
    }

    public NodeState with(Postgres value) {
        Draft draft = new Draft(this);
        draft.postgres = value;
        return draft.done();
    }

    public NodeState with(Synchrony value) {
        Draft draft = new Draft(this);
        draft.synchrony = value;
        return draft.done();
    }

    public NodeState with(Slots value) {
        Draft draft = new Draft(this);
        draft.slots = value;
        return draft.done();
    }

    public NodeState with(Work value) {
        Draft draft = new Draft(this);
        draft.work = value;
        return draft.done();
    }

    public NodeState with(Setbacks value) {
        Draft draft = new Draft(this);
        draft.setbacks = value;
        return draft.done();
    }

    public NodeState with(Health value) {
        Draft draft = new Draft(this);
        draft.health = value;
        return draft.done();
    }

    public NodeState with(Peers value) {
        Draft draft = new Draft(this);
        draft.peers = value;
        return draft.done();
    }

    public NodeState with(Failsafe value) {
        Draft draft = new Draft(this);
        draft.failsafe = value;
        return draft.done();
    }

    public NodeState with(Ballots value) {
        Draft draft = new Draft(this);
        draft.ballots = value;
        return draft.done();
    }

    public NodeState with(Inflow value) {
        Draft draft = new Draft(this);
        draft.inflow = value;
        return draft.done();
    }

    public NodeState with(Fence value) {
        Draft draft = new Draft(this);
        draft.fence = value;
        return draft.done();
    }

    public NodeState with(Watchdog value) {
        Draft draft = new Draft(this);
        draft.watchdog = value;
        return draft.done();
    }

    public NodeState with(Orders value) {
        Draft draft = new Draft(this);
        draft.orders = value;
        return draft.done();
    }

    public NodeState with(Requests value) {
        Draft draft = new Draft(this);
        draft.requests = value;
        return draft.done();
    }

    public NodeState with(Published value) {
        Draft draft = new Draft(this);
        draft.published = value;
        return draft.done();
    }

    public NodeState with(Announced value) {
        Draft draft = new Draft(this);
        draft.announced = value;
        return draft.done();
    }

    public NodeState with(DurableFacts value) {
        Draft draft = new Draft(this);
        draft.durable = value;
        return draft.done();
    }

    /** With the generator of chance moved on. */
    public NodeState withJitter(long value) {
        Draft draft = new Draft(this);
        draft.jitter = value;
        return draft.done();
    }

    /** A copy in the making: one part is changed, then it is done. */
    private static final class Draft {
        private Presence presence;
        private LocalSettings local;
        private DynamicSettings settings;
        private Clocks clocks;
        private Session session;
        private Lease lease;
        private Cluster cluster;
        private Postgres postgres;
        private Synchrony synchrony;
        private Slots slots;
        private Work work;
        private Setbacks setbacks;
        private Health health;
        private Peers peers;
        private Failsafe failsafe;
        private Ballots ballots;
        private Inflow inflow;
        private Fence fence;
        private Watchdog watchdog;
        private Orders orders;
        private Requests requests;
        private Published published;
        private Announced announced;
        private DurableFacts durable;
        private long jitter;

        Draft(NodeState state) {
            presence = state.presence;
            local = state.local;
            settings = state.settings;
            clocks = state.clocks;
            session = state.session;
            lease = state.lease;
            cluster = state.cluster;
            postgres = state.postgres;
            synchrony = state.synchrony;
            slots = state.slots;
            work = state.work;
            setbacks = state.setbacks;
            health = state.health;
            peers = state.peers;
            failsafe = state.failsafe;
            ballots = state.ballots;
            inflow = state.inflow;
            fence = state.fence;
            watchdog = state.watchdog;
            orders = state.orders;
            requests = state.requests;
            published = state.published;
            announced = state.announced;
            durable = state.durable;
            jitter = state.jitter;
        }

        NodeState done() {
            return new NodeState(
                    presence, local, settings, clocks, session, lease, cluster, postgres, synchrony,
                    slots, work, setbacks, health, peers, failsafe, ballots, inflow, fence,
                    watchdog, orders, requests, published, announced, durable, jitter);
        }
    }
}
