package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.NodeState;
import io.matriarch.state.Presence;
import io.matriarch.state.Requests;
import io.matriarch.value.Moment;

/**
 * The situation of a member without data, or with data that is worth nothing.
 *
 * @param cluster whether there is a cluster to join
 * @param source whether somebody can be copied
 * @param work whether something is under way
 * @param may whether it may make a cluster, or is about to leave
 * @param pace whether a failure a moment ago asks for a pause
 */
public record NewcomerSituation(Founding cluster, Copy source, Doing work, May may, Pace pace)
        implements Situation {

    /** Whether the cluster was made. */
    public enum Founding {
        /** Not known: the DCS cannot be read now. */
        UNKNOWN,
        /** Never made, nobody is making it. */
        VACANT,
        /** Somebody else is making it, or leads one that does not know its identity. */
        CLAIMED,
        /** Somebody began to make it and was not seen alive for one timeout. */
        ABANDONED,
        /** We have claimed to make it. */
        OURS,
        /** Made. */
        MADE
    }

    /** Somebody to copy. */
    public enum Copy {
        /** A member of the cluster. */
        THERE,
        /** The server that the cluster as a whole is to follow, as it does not exist yet. */
        REMOTE,
        NONE
    }

    /** What is under way. */
    public enum Doing {
        IDLE,
        BUSY
    }

    /** What this member may do. */
    public enum May {
        /** Make a cluster, or join one. */
        FOUND,
        /**
         * Only join: no {@code bootstrap} section, it may not lead, or another member has data
         * already, or one has led.
         */
        JOIN,
        /** Go: it was asked to stop. */
        LEAVE
    }

    /** Whether to begin something now. */
    public enum Pace {
        READY,
        PAUSED,
        /** Paused, and it failed so often that another may have better luck. */
        HOPELESS
    }

    /** How many failures in a row make the present pause a hopeless one. */
    static final int FAILURES_ALLOWED = 3;

    static NewcomerSituation of(NodeState state) {
        boolean mayFound =
                state.local().mayBootstrap()
                        && state.local().tags().mayLead()
                        && WatchdogDuty.objection(state).isEmpty()
                        && !state.failsafe().isBound(state.now())
                        && !othersHaveData(state)
                        && !Vestiges.areAll(state);
        return new NewcomerSituation(
                founding(state),
                source(state),
                state.isIdle() && !state.requests().isPending(Requests.Kind.INITIALIZE)
                        ? Doing.IDLE
                        : Doing.BUSY,
                state.presence() == Presence.LEAVING ? May.LEAVE : mayFound ? May.FOUND : May.JOIN,
                pace(state));
    }

    private static Copy source(NodeState state) {
        if (Source.forCopy(state).isPresent()) {
            return Copy.THERE;
        }
        return Source.remote(state).isPresent() ? Copy.REMOTE : Copy.NONE;
    }

    private static Founding founding(NodeState state) {
        if (!(state.cluster() instanceof Cluster.Seen seen)
                || seen.outdated()
                || !state.session().isConnected()) {
            return Founding.UNKNOWN;
        }
        boolean led =
                seen.view().lock() instanceof Lock.Held
                        || seen.view().members().values().stream()
                                .anyMatch(member -> member.record().mayWrite());
        return switch (seen.view().initialize()) {
            case Initialize.Absent _ -> led ? Founding.CLAIMED : Founding.VACANT;
            case Initialize.Made _ -> Founding.MADE;
            case Initialize.Claimed claimed when Situation.isOurClaim(state, claimed) ->
                    Founding.OURS;
            case Initialize.Claimed _ -> {
                boolean stale =
                        seen.claimedSince().map(since -> isOver(state, since)).orElse(false);
                yield stale ? Founding.ABANDONED : Founding.CLAIMED;
            }
        };
    }

    /** Whether there is data of a cluster that the DCS may have forgotten. */
    private static boolean othersHaveData(NodeState state) {
        return state.cluster().latest().orElse(ClusterView.EMPTY).members().values().stream()
                .filter(member -> !member.name().equals(state.me()))
                .map(Member::record)
                .anyMatch(record ->
                        record.timeline().isPresent() && !record.state().isBootstrapping());
    }

    private static boolean isOver(NodeState state, Moment since) {
        return state.now().hasReached(since.plus(state.timeout()));
    }

    private static Pace pace(NodeState state) {
        if (state.now().hasReached(state.setbacks().retryAt())) {
            return Pace.READY;
        }
        return state.setbacks().copies() >= FAILURES_ALLOWED ? Pace.HOPELESS : Pace.PAUSED;
    }
}
