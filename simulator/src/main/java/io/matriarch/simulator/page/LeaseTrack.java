package io.matriarch.simulator.page;

import io.matriarch.simulator.page.Page.Band;
import io.matriarch.state.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The right to write of one member over time. A lease ends by the clock whether its member runs or
 * not, so a band goes to the end that was last confirmed, and no further.
 */
final class LeaseTrack {
    private static final String KIND = "lease";

    private record Open(long from, long renewed, long until, String epoch) {}

    private final Sight sight;
    private final List<Band> bands = new ArrayList<>();
    private final Track asking = new Track(KIND);
    private Optional<Open> open = Optional.empty();

    LeaseTrack(Sight sight) {
        this.sight = sight;
    }

    /** What the member knows of its lease at that moment. */
    void is(long at, Lease lease) {
        switch (lease) {
            case Lease.Held held -> {
                asking.end(at);
                held(at, sight.millis(held.until()), sight.epoch(held.epoch()));
            }
            case Lease.Asked _ -> {
                end(at);
                asking.is(at, "asked", "asked for the lock, no answer yet");
            }
            case Lease.Unconfirmed one -> {
                end(at);
                asking.is(
                        at,
                        "unconfirmed",
                        "has the lock, " + sight.epoch(one.epoch()) + ", not confirmed yet");
            }
            case Lease.None _, Lease.Over _ -> {
                end(at);
                asking.end(at);
            }
        }
    }

    /** All of them. */
    List<Band> bands(long end) {
        end(end);
        List<Band> all = new ArrayList<>(asking.bands(end));
        all.addAll(bands);
        return all;
    }

    private void held(long at, long until, String epoch) {
        boolean goesOn =
                open.filter(one -> one.epoch().equals(epoch) && at <= one.until()).isPresent();
        if (!goesOn) {
            end(at);
            open = Optional.of(new Open(at, at, until, epoch));
        } else if (until > open.get().until()) {
            open = open.map(one -> new Open(one.from(), at, until, epoch));
        }
    }

    private void end(long at) {
        open.ifPresent(one ->
                bands.add(
                        new Band(
                                KIND,
                                "held",
                                one.from(),
                                Math.min(at, one.until()),
                                "lease of %s, last renewed %s, good until %s"
                                        .formatted(
                                                one.epoch(),
                                                sight.clock(one.renewed()),
                                                sight.clock(one.until())))));
        open = Optional.empty();
    }
}
