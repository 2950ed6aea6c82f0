package io.matriarch.rule;

import io.matriarch.action.AgentAction;
import io.matriarch.action.PeerAction;
import io.matriarch.judge.Cadence;
import io.matriarch.judge.Others;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Presence;
import io.matriarch.value.SystemId;
import java.time.Duration;

/** What rows of every kind do: ask, leave, look up. */
final class Plans {
    private Plans() {}

    /** How soon the others are asked again while an answer is worth waiting for. */
    static final Duration ASK_AGAIN = Cadence.AGAIN;

    static Plan askPeers(NodeState state) {
        return ask(state, false);
    }

    static Plan askForVotes(NodeState state) {
        return ask(state, true);
    }

    private static Plan ask(NodeState state, boolean forVotes) {
        boolean waiting = state.peers() instanceof Peers.Asked;
        boolean justAsked =
                state.peers() instanceof Peers.Answered answered
                        && state.now().isBefore(answered.askedAt().plus(ASK_AGAIN));
        if (waiting || justAsked || Others.addresses(state).isEmpty()) {
            return Plan.of(state);
        }
        var round = state.requests().next();
        NodeState asking =
                state.with(state.requests().taken())
                        .with(new Peers.Asked(round, state.now(), forVotes));
        return Plan.of(asking)
                .and(
                        new PeerAction.AskPeers(
                                round, Others.addresses(state), forVotes, Others.servers(state)));
    }

    static Plan leave(NodeState state) {
        Plan told = Announcements.tell(state);
        return told.and(
                told.next().with(Presence.GONE),
                new AgentAction.EndAgent(0, "stopped as requested", true));
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
