package io.matriarch.runtime.log;

import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells a value that has lasted, once: what passes within a second is nothing for an operator.
 *
 * @param <T> what is told
 */
final class Settled<T> {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);

    private Optional<T> told = Optional.empty();
    private Optional<T> seen = Optional.empty();
    private Moment since = Moment.LONG_AGO;

    /** Takes the present value; answers it when it is to be told now. */
    Optional<T> lasting(T value, Moment now) {
        if (!seen.equals(Optional.of(value))) {
            seen = Optional.of(value);
            since = now;
        }
        return now.hasReached(since.plus(LONG_ENOUGH)) ? atOnce(value) : Optional.empty();
    }

    /** Takes the present value; answers it unless it was the last one told. */
    Optional<T> atOnce(T value) {
        Optional<T> present = Optional.of(value);
        seen = present;
        boolean isNew = !told.equals(present);
        told = present;
        return isNew ? present : Optional.empty();
    }
}
