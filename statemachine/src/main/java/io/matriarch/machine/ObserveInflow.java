package io.matriarch.machine;

import io.matriarch.event.PostgresEvent;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Freshness;
import io.matriarch.state.Inflow;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.Moment;

/** Folds in what is known of the log that comes in: where from, and whether all of it. */
final class ObserveInflow {
    private ObserveInflow() {}

    /** What the server outside said; an answer that nobody waits for any more says nothing. */
    static NodeState remote(NodeState state, PostgresEvent.RemoteSeen event) {
        if (state.requests().kindOf(event.request()).isEmpty()) {
            return state;
        }
        Inflow inflow = state.inflow().with(state.inflow().remote().with(event.found()));
        return state.with(state.requests().without(event.request())).with(inflow);
    }

    /**
     * What a reading tells: whether another leads, and how far its log goes. Where it published
     * nothing, a stream is all that can tell.
     */
    static Inflow read(NodeState state, ClusterView view, Moment at) {
        boolean led = view.lock() instanceof Lock.Held held && !held.holder().equals(state.me());
        Freshness known = state.inflow().freshness();
        Freshness seen = led ? known.ledAt(at) : known;
        Freshness aimed = view.position().map(end -> seen.published(end, at)).orElse(seen);
        if (!(state.postgres() instanceof Postgres.Standby standby)) {
            return state.inflow().with(aimed);
        }
        boolean level = view.position().isEmpty() && led && standby.streaming();
        return state.inflow().with(level ? aimed.levelAt(at) : aimed.come(standby.position()));
    }

    /** A leader without the DCS asks for our promise: only a stream tells what we have of it. */
    static Inflow asked(NodeState state) {
        Freshness led = state.inflow().freshness().ledAt(state.now());
        boolean level = state.postgres() instanceof Postgres.Standby standby && standby.streaming();
        return state.inflow().with(level ? led.levelAt(state.now()) : led);
    }
}
