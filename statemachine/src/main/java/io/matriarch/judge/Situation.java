package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.Failsafe;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.value.SystemId;
import java.util.Optional;

/**
 * What is the case, in words that rules can name. One kind for each role that a member can have.
 */
public sealed interface Situation
        permits AsideSituation,
                ErrandSituation,
                HandoffSituation,
                HolderSituation,
                PromisedSituation,
                OutsiderSituation,
                NewcomerSituation,
                PausedHolderSituation,
                PausedMemberSituation,
                StandbyLeaderSituation {

    /** Names the facts. */
    static Situation of(NodeState state) {
        if (state.presence() == Presence.ABSENT || state.presence() == Presence.GONE) {
            return new AsideSituation(state.presence());
        }
        if (state.lease() instanceof Lease.Held held && HandoffSituation.applies(state)) {
            return HandoffSituation.of(state, held);
        }
        boolean holder = state.lease() instanceof Lease.Held || state.lease() instanceof Lease.Over;
        if (holder && StandbyLeaderSituation.applies(state)) {
            return StandbyLeaderSituation.of(state);
        }
        if (Maintenance.isOn(state)) {
            return holder ? PausedHolderSituation.of(state) : PausedMemberSituation.of(state);
        }
        boolean follows = StandbyClusters.isOn(state) && StandbyClusters.isQuiet(state);
        Optional<Failsafe.Promise> promise =
                LeaseClock.promise(state).filter(_ -> !follows); // nobody leads by it there
        if (promise.isPresent()) {
            return PromisedSituation.of(state, promise.get());
        }
        if (holder) {
            return HolderSituation.of(state);
        }
        if (Departure.isOverdue(state)) {
            return new AsideSituation(state.presence());
        }
        if (ErrandSituation.applies(state)) {
            return ErrandSituation.of(state);
        }
        return hasNoData(state) ? NewcomerSituation.of(state) : OutsiderSituation.of(state);
    }

    /** Whether there is no data directory, or one that is worth nothing. */
    static boolean hasNoData(NodeState state) {
        if (state.postgres() instanceof Postgres.NoData) {
            return true;
        }
        if (!(state.postgres() instanceof Postgres.Stopped)
                && !(state.postgres() instanceof Postgres.Unreadable)) {
            return false;
        }
        return switch (state.durable().unfinished()) {
            case NOTHING, REWIND -> false;
            case INITDB, COPY -> true;
            case BIRTH -> !isBornHere(state);
        };
    }

    /** Whether the data that our initdb made is still the one that the cluster was claimed for. */
    static boolean isBornHere(NodeState state) {
        if (!(state.cluster() instanceof Cluster.Seen seen)) {
            return true;
        }
        Optional<SystemId> ours = state.postgres().identity();
        return switch (seen.view().initialize()) {
            case Initialize.Made(SystemId known) -> ours.isEmpty() || ours.get().equals(known);
            case Initialize.Claimed claimed -> isOurClaim(state, claimed);
            case Initialize.Absent _ -> false;
        };
    }

    /** Whether the claim to make the cluster is the one that we made. */
    static boolean isOurClaim(NodeState state, Initialize.Claimed claimed) {
        return state.durable().claim().equals(Optional.of(claimed.revision().createdBy()));
    }

    /** Whether we are making the cluster: the claim is ours, as far as we can see. */
    static boolean isFounding(NodeState state) {
        return switch (state.durable().unfinished()) {
            case NOTHING, REWIND, COPY -> false;
            case INITDB, BIRTH ->
                    state.cluster()
                            .latest()
                            .map(view -> isFoundedByUs(state, view.initialize()))
                            .orElse(true);
        };
    }

    private static boolean isFoundedByUs(NodeState state, Initialize initialize) {
        return switch (initialize) {
            case Initialize.Absent _ -> true;
            case Initialize.Claimed claimed -> isOurClaim(state, claimed);
            case Initialize.Made _ -> false;
        };
    }

    /** Whether our data was made by our own initdb and has never run as primary. */
    static boolean isNewborn(NodeState state) {
        return state.durable().unfinished() == DurableFacts.Unfinished.BIRTH && isBornHere(state);
    }
}
