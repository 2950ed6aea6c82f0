package io.matriarch.simulator.page;

import io.matriarch.event.Booted;
import io.matriarch.event.Event;
import io.matriarch.event.Tick;
import io.matriarch.journal.JournalEntry;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a journal from one boot of the machine. Events are stamped with the time since
 * that boot, and some tell wall time, too: their middle is the wall time of the boot.
 *
 * @param entries the entries, oldest first
 * @param bootedAt milliseconds since 1970 at which the boot clock stood at zero
 * @param stepped by how much the wall clock was moved while the entries were written
 */
record Boot(List<JournalEntry> entries, long bootedAt, Duration stepped) {
    private static final long NANOS = 1_000_000L;

    /** A clock that goes back by more than this belongs to another boot. */
    private static final Duration BACK = Duration.ofSeconds(1);

    /** Splits a journal where the machine was booted. */
    static List<Boot> split(List<JournalEntry> entries) {
        List<Boot> boots = new ArrayList<>();
        List<JournalEntry> current = new ArrayList<>();
        Moment last = Moment.LONG_AGO;
        for (JournalEntry entry : entries) {
            Optional<Moment> at = at(entry);
            if (at.filter(last.minus(BACK)::hasReached).isPresent() && !current.isEmpty()) {
                boots.add(of(current));
                current = new ArrayList<>();
            }
            last = at.orElse(last);
            current.add(entry);
        }
        if (!current.isEmpty()) {
            boots.add(of(current));
        }
        return boots;
    }

    /** The wall time of a moment of this boot, in milliseconds since 1970. */
    long millis(Moment moment) {
        return bootedAt + moment.nanos() / NANOS;
    }

    private static Boot of(List<JournalEntry> entries) {
        List<Long> zeros = entries.stream().flatMap(one -> zero(one).stream()).sorted().toList();
        return zeros.isEmpty()
                ? new Boot(entries, 0, Duration.ZERO)
                : new Boot(
                        entries,
                        zeros.get(zeros.size() / 2),
                        Duration.ofMillis(zeros.getLast() - zeros.getFirst()));
    }

    /** Every boot begins with a snapshot, whose clock stands where the boot before left it. */
    private static Optional<Moment> at(JournalEntry entry) {
        return entry instanceof JournalEntry.Stepped stepped
                ? Optional.of(stepped.event().at())
                : Optional.empty();
    }

    private static Optional<Long> zero(JournalEntry entry) {
        return entry instanceof JournalEntry.Stepped stepped
                ? wall(stepped.event())
                        .map(wall -> wall.toEpochMilli() - stepped.event().at().nanos() / NANOS)
                : Optional.empty();
    }

    private static Optional<Instant> wall(Event event) {
        return switch (event) {
            case Tick tick -> Optional.of(tick.wall());
            case Booted booted -> Optional.of(booted.wall());
            case Event _ -> Optional.empty();
        };
    }
}
