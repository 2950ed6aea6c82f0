package io.matriarch.state;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import java.util.Optional;

/**
 * How far we are with offering our lock to another member (lease rule L9).
 *
 * @param wanted the offer that our record shall carry, and since when
 * @param open the offer that the DCS may hold: it was sent, or found there, and no later write
 *     without it is confirmed. While it may stand PostgreSQL must not become writable here, nor the
 *     lock be given away
 * @param failed the tenure in which an offer was taken back: no other is made in it
 */
public record Offering(Optional<Made> wanted, Optional<Offer> open, Optional<LockEpoch> failed) {
    public static final Offering NONE =
            new Offering(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * An offer that we want to stand.
     *
     * @param since when it was decided
     */
    public record Made(Offer offer, Moment since) {}

    public Offering making(Offer offer, Moment since) {
        return new Offering(Optional.of(new Made(offer, since)), open, failed);
    }

    /** Wanted no longer, and no other in this tenure. */
    public Offering takingBack() {
        return new Offering(Optional.empty(), open, wanted.map(one -> one.offer().epoch()));
    }

    /** A record with this offer, or with none, is on its way: what stood before may still stand. */
    public Offering sending(Optional<Offer> sent) {
        return sent.isPresent() ? withOpen(sent) : this;
    }

    public Offering withOpen(Optional<Offer> value) {
        return new Offering(wanted, value, failed);
    }

    /** The offer that our record shall carry in this tenure. */
    public Optional<Offer> wantedIn(LockEpoch epoch) {
        return wanted.map(Made::offer).filter(one -> one.epoch().equals(epoch));
    }

    /** The offer of this tenure that may stand. */
    public Optional<Offer> openIn(LockEpoch epoch) {
        return open.filter(one -> one.epoch().equals(epoch));
    }
}
