package io.matriarch.runtime.rest;

import io.matriarch.judge.LeaseClock;
import io.matriarch.judge.StandbyClusters;
import io.matriarch.rule.Records;
import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Lock;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.Moment;
import java.time.Instant;
import java.util.Optional;

/**
 * What one request is answered from.
 *
 * @param state what the agent knew after its newest step
 * @param now the time of the request: a lease that ended since then is seen to have ended, even
 *     when the agent's loop hangs
 * @param wall the same in wall time
 */
record Sight(NodeState state, Moment now, Instant wall) {
    /** As the agent last knew it. */
    static Sight last(AgentView agent) {
        return new Sight(agent.state(), agent.now(), agent.wall());
    }

    /** With PostgreSQL looked at now, where that is to be had. */
    static Sight fresh(AgentView agent) {
        Optional<Postgres> found = agent.probe();
        NodeState state = agent.state();
        return new Sight(found.map(state::with).orElse(state), agent.now(), agent.wall());
    }

    /** Whether it leads a cluster in which somebody may write. */
    boolean isPrimary() {
        return isLeader() && !StandbyClusters.isOn(state);
    }

    /** Whether it leads a standby cluster. */
    boolean isStandbyLeader() {
        return isLeader() && StandbyClusters.isOn(state) && isStandby();
    }

    /** Whether it leads: the lease is held and not over. */
    boolean isLeader() {
        return LeaseClock.rightUntil(state).map(now::isBefore).orElse(false);
    }

    MemberRecord record() {
        return Records.of(state);
    }

    /** The state of PostgreSQL; unknown when it was thought to run and does not answer. */
    MemberState postgresState() {
        MemberState told = record().state();
        return switch (state.postgres()) {
            case Postgres.Unknown _, Postgres.Hanging _ ->
                    told == MemberState.RUNNING ? MemberState.UNKNOWN : told;
            case Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Stopped _,
                    Postgres.Ending _,
                    Postgres.Starting _,
                    Postgres.Primary _,
                    Postgres.Standby _ ->
                    told;
        };
    }

    boolean isRunning() {
        return postgresState() == MemberState.RUNNING;
    }

    boolean isStandby() {
        return state.postgres() instanceof Postgres.Standby && isRunning();
    }

    Optional<ClusterView> view() {
        return state.cluster().latest();
    }

    boolean isUnlocked() {
        return view().map(view -> view.lock() instanceof Lock.Free).orElse(false);
    }

    /** When the DCS was last read, in seconds since 1970; 0 for never. */
    long dcsLastSeen() {
        return switch (state.cluster()) {
            case Cluster.Unseen _ -> 0;
            case Cluster.Seen seen -> wall.minus(now.since(seen.readAt())).getEpochSecond();
        };
    }
}
