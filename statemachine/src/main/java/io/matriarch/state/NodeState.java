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
 * @param work its operation
 * @param setbacks failures that earn a pause
 * @param peers what the others answered
 * @param fence the guard
 * @param requests what is unanswered
 * @param published what the DCS holds of ours
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
        Work work,
        Setbacks setbacks,
        Peers peers,
        Fence fence,
        Requests requests,
        Published published,
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
        return new NodeState(
                value, local, settings, clocks, session, lease, cluster, postgres, work, setbacks,
                peers, fence, requests, published, durable, jitter);
    }

    public NodeState with(LocalSettings value) {
        return new NodeState(
                presence, value, settings, clocks, session, lease, cluster, postgres, work,
                setbacks, peers, fence, requests, published, durable, jitter);
    }

    public NodeState with(DynamicSettings value) {
        return new NodeState(
                presence, local, value, clocks, session, lease, cluster, postgres, work, setbacks,
                peers, fence, requests, published, durable, jitter);
    }

    public NodeState with(Clocks value) {
        return new NodeState(
                presence, local, settings, value, session, lease, cluster, postgres, work, setbacks,
                peers, fence, requests, published, durable, jitter);
    }

    public NodeState with(Session value) {
        return new NodeState(
                presence, local, settings, clocks, value, lease, cluster, postgres, work, setbacks,
                peers, fence, requests, published, durable, jitter);
    }

    public NodeState with(Lease value) {
        return new NodeState(
                presence, local, settings, clocks, session, value, cluster, postgres, work,
                setbacks, peers, fence, requests, published, durable, jitter);
    }

    public NodeState with(Cluster value) {
        return new NodeState(
                presence, local, settings, clocks, session, lease, value, postgres, work, setbacks,
                peers, fence, requests, published, durable, jitter);
    }

    public NodeState with(Postgres value) {
        return new NodeState(
                presence, local, settings, clocks, session, lease, cluster, value, work, setbacks,
                peers, fence, requests, published, durable, jitter);
    }

    public NodeState with(Work value) {
        return new NodeState(
                presence, local, settings, clocks, session, lease, cluster, postgres, value,
                setbacks, peers, fence, requests, published, durable, jitter);
    }

    public NodeState with(Setbacks value) {
        return new NodeState(
                presence, local, settings, clocks, session, lease, cluster, postgres, work, value,
                peers, fence, requests, published, durable, jitter);
    }

    public NodeState with(Peers value) {
        return new NodeState(
                presence, local, settings, clocks, session, lease, cluster, postgres, work,
                setbacks, value, fence, requests, published, durable, jitter);
    }

    public NodeState with(Fence value) {
        return new NodeState(
                presence, local, settings, clocks, session, lease, cluster, postgres, work,
                setbacks, peers, value, requests, published, durable, jitter);
    }

    public NodeState with(Requests value) {
        return new NodeState(
                presence, local, settings, clocks, session, lease, cluster, postgres, work,
                setbacks, peers, fence, value, published, durable, jitter);
    }

    public NodeState with(Published value) {
        return new NodeState(
                presence, local, settings, clocks, session, lease, cluster, postgres, work,
                setbacks, peers, fence, requests, value, durable, jitter);
    }

    public NodeState with(DurableFacts value) {
        return new NodeState(
                presence, local, settings, clocks, session, lease, cluster, postgres, work,
                setbacks, peers, fence, requests, published, value, jitter);
    }
}
