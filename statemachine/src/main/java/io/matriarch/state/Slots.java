package io.matriarch.state;

import io.matriarch.value.Moment;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What we know of replication slots.
 *
 * @param found what the last look at our PostgreSQL found; absent while it tells nothing, or after
 *     a change that was not looked at yet
 * @param seen when the member that each slot is for was last seen in the DCS, by the slot's name
 * @param restUntil no change before then: the last one failed
 * @param advanceAt no slot is moved on before then
 * @param copyAt no slot is copied before then: it costs a restart
 */
public record Slots(
        Optional<Found> found,
        SortedMap<String, Moment> seen,
        Moment restUntil,
        Moment advanceAt,
        Moment copyAt) {
    public static final Slots UNKNOWN =
            new Slots(
                    Optional.empty(),
                    Collections.emptySortedMap(),
                    Moment.LONG_AGO,
                    Moment.LONG_AGO,
                    Moment.LONG_AGO);

    private static final int ADVANCES_FROM = 110_000;

    public Slots {
        seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    }

    /**
     * What a running PostgreSQL says.
     *
     * @param slots all that are not temporary, in any order
     * @param version its number, such as 150004
     * @param uses the slot that a standby is configured to stream through; empty for none, absent
     *     when that cannot be told
     * @param feedback whether a standby tells its upstream which rows it needs
     */
    public record Found(List<Slot> slots, int version, Optional<String> uses, boolean feedback) {
        /** Of one that gives no feedback. */
        public Found(List<Slot> slots, int version, Optional<String> uses) {
            this(slots, version, uses, false);
        }

        public Found {
            slots = List.copyOf(slots);
        }

        /** Whether slots can be moved on without their user. */
        public boolean canAdvance() {
            return version >= ADVANCES_FROM;
        }
    }

    public Slots with(Optional<Found> value) {
        return new Slots(value, seen, restUntil, advanceAt, copyAt);
    }

    public Slots withSeen(SortedMap<String, Moment> value) {
        return new Slots(found, value, restUntil, advanceAt, copyAt);
    }

    public Slots withRest(Moment until) {
        return new Slots(found, seen, until, advanceAt, copyAt);
    }

    public Slots withAdvance(Moment next) {
        return new Slots(found, seen, restUntil, next, copyAt);
    }

    public Slots withCopy(Moment next) {
        return new Slots(found, seen, restUntil, advanceAt, next);
    }
}
