package io.matriarch.judge;

import io.matriarch.judge.HolderSituation.Server;
import io.matriarch.judge.HolderSituation.Stay;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Offering;
import java.util.Optional;

/**
 * The situation of the member that holds the lock, has shut its PostgreSQL down and hands the lock
 * over to another member, or has offered it and takes it back (lease rule L9).
 *
 * @param postgres what our PostgreSQL is
 * @param offer how far the offer is
 * @param heir whether there is somebody to take it
 * @param patience whether it has stood for long enough
 * @param stay whether this agent means to stay
 */
public record HandoffSituation(
        Server postgres, Deal offer, Successor heir, Patience patience, Stay stay)
        implements Situation {
    /** The offer. */
    public enum Deal {
        /** None was made. */
        NONE,
        /** It stands, or is being written. */
        MADE,
        /** It is not meant any more, and may still stand: it is being taken back. */
        OPEN
    }

    /** Who is to take the lock. */
    public enum Successor {
        /** The others must be asked first. */
        ASK,
        /** One that has all of our log and takes offers. */
        READY,
        /** Nobody any more. */
        GONE
    }

    /** How long the offer has stood. */
    public enum Patience {
        GOOD,
        OVER
    }

    /** Whether such a member is what we are. */
    static boolean applies(NodeState state) {
        return state.lease() instanceof Lease.Held held
                && (deal(state, held) != Deal.NONE || !(Heir.of(state) instanceof Heir.None));
    }

    static HandoffSituation of(NodeState state, Lease.Held held) {
        return new HandoffSituation(
                HolderSituation.server(state),
                deal(state, held),
                heir(state, held),
                patience(state, held),
                HolderSituation.stay(state));
    }

    private static Deal deal(NodeState state, Lease.Held held) {
        Offering offering = state.published().offering();
        if (offering.wantedIn(held.epoch()).isPresent()) {
            return Deal.MADE;
        }
        return offering.openIn(held.epoch()).isPresent() ? Deal.OPEN : Deal.NONE;
    }

    private static Successor heir(NodeState state, Lease.Held held) {
        return switch (deal(state, held)) {
            case MADE ->
                    state.published()
                            .offering()
                            .wantedIn(held.epoch())
                            .filter(offer -> Heir.isThere(state, offer))
                            .map(_ -> Successor.READY)
                            .orElse(Successor.GONE);
            case OPEN -> Successor.GONE;
            case NONE ->
                    switch (Heir.of(state)) {
                        case Heir.AskFirst _ -> Successor.ASK;
                        case Heir.Ready _ -> Successor.READY;
                        case Heir.None _ -> Successor.GONE;
                    };
        };
    }

    private static Patience patience(NodeState state, Lease.Held held) {
        Optional<Offering.Made> made =
                state.published()
                        .offering()
                        .wanted()
                        .filter(one -> one.offer().epoch().equals(held.epoch()));
        return made.filter(one -> state.now().hasReached(Heir.patienceOver(state, one))).isPresent()
                ? Patience.OVER
                : Patience.GOOD;
    }
}
