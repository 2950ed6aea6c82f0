package io.matriarch.rule;

import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.Initialize;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.Session;
import io.matriarch.value.SessionId;
import io.matriarch.value.SystemId;
import java.util.Optional;

/** What rows do to make a cluster. */
final class FoundingPlans {
    private FoundingPlans() {}

    static Plan claim(NodeState state) {
        return Plan.of(state).request(Kind.INITIALIZE, DcsAction.ClaimInitialize::new);
    }

    static Plan dropClaim(NodeState state) {
        return Plans.view(state).initialize() instanceof Initialize.Claimed claimed
                ? Plan.of(state)
                        .request(
                                Kind.INITIALIZE,
                                id -> new DcsAction.DropClaim(id, claimed.revision()))
                : Plan.of(state);
    }

    static Plan initdb(NodeState state) {
        return Plan.of(state)
                .begin(
                        new Operation.Initdb(),
                        claimPermit(state),
                        state.durable().withUnfinished(Unfinished.INITDB, state.durable().claim()));
    }

    static Plan announce(NodeState state) {
        Optional<SystemId> ours = state.postgres().identity();
        return ours.isPresent()
                        && Plans.view(state).initialize() instanceof Initialize.Claimed claimed
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

    static Permit claimPermit(NodeState state) {
        return state.session() instanceof Session.Live live
                ? new Permit.BootstrapClaim(live.id())
                : new Permit.BootstrapClaim(new SessionId(0));
    }
}
