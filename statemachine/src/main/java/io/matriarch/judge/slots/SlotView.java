package io.matriarch.judge.slots;

import io.matriarch.judge.Cascade;
import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.SlotPolicy;
import io.matriarch.state.SlotStatus;
import io.matriarch.state.Slots;
import io.matriarch.value.Lsn;
import io.matriarch.value.SlotName;
import java.util.Optional;

/**
 * What slots are judged by, at a moment when they can be judged at all.
 *
 * @param state all that is known
 * @param view the newest reading of the DCS
 * @param found what our PostgreSQL has
 * @param leads whether we are the leader, also of a standby cluster; otherwise we follow one
 * @param end the end of our log: flushed, or replayed
 */
record SlotView(NodeState state, ClusterView view, Slots.Found found, boolean leads, Lsn end) {
    /** Absent while slots are not used, or it is not known who leads or what slots there are. */
    static Optional<SlotView> of(NodeState state) {
        boolean current = state.cluster() instanceof Cluster.Seen seen && !seen.outdated();
        if (!state.settings().topology().slots().used()
                || !current
                || !state.session().isConnected()
                || state.slots().found().isEmpty()) {
            return Optional.empty();
        }
        Slots.Found found = state.slots().found().get();
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        if (state.postgres() instanceof Postgres.Primary primary
                && state.lease() instanceof Lease.Held) {
            return Optional.of(new SlotView(state, view, found, true, primary.written()));
        }
        boolean led = view.lock() instanceof Lock.Held held && !held.holder().equals(state.me());
        boolean leads =
                state.settings().topology().standbyCluster().isPresent()
                        && state.lease() instanceof Lease.Held;
        return state.postgres() instanceof Postgres.Standby standby && (led || leads)
                ? Optional.of(new SlotView(state, view, found, leads, standby.replayed()))
                : Optional.empty();
    }

    SlotPolicy policy() {
        return state.settings().topology().slots();
    }

    Cascade cascade() {
        return Cascade.of(state);
    }

    /** The slot that is ours elsewhere. */
    String own() {
        return SlotName.of(state.me());
    }

    SlotStatus published() {
        return view.slots().orElse(SlotStatus.NONE);
    }

    /** Whether slots of members are kept by everybody who may lead (contract 2.17). */
    boolean isEverywhere() {
        return !policy().memberTtl().isZero() && found.canAdvance();
    }

    /** Whether we lead or may. */
    boolean mayLead() {
        return leads || state.local().tags().mayLead();
    }
}
