package io.matriarch.simulator.page;

import io.matriarch.simulator.page.Page.Band;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bands of one kind in one lane: each lasts until the next begins, or until it is ended. */
final class Track {
    private record Open(long from, String is, String text) {}

    private final String kind;
    private final List<Band> bands = new ArrayList<>();
    private Optional<Open> open = Optional.empty();

    Track(String kind) {
        this.kind = kind;
    }

    /** From now on it is this; the same as before changes nothing. */
    void is(long at, String is, String text) {
        boolean same =
                open.filter(one -> one.is().equals(is) && one.text().equals(text)).isPresent();
        if (!same) {
            end(at);
            open = Optional.of(new Open(at, is, text));
        }
    }

    /** From now on it is nothing. */
    void end(long at) {
        open.filter(one -> at > one.from())
                .ifPresent(one -> bands.add(band(one.from(), at, one.is(), one.text())));
        open = Optional.empty();
    }

    /** What it is now; empty when it is nothing. */
    String now() {
        return open.map(Open::is).orElse("");
    }

    /** All of them; what still lasts ends with the page. */
    List<Band> bands(long end) {
        end(end);
        return List.copyOf(bands);
    }

    private Band band(long from, long to, String is, String text) {
        return new Band(kind, is, from, to, text);
    }
}
