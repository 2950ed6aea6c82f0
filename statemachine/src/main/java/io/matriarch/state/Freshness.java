package io.matriarch.state;

import io.matriarch.value.Lsn;
import io.matriarch.value.Moment;
import java.util.Optional;

/**
 * As of when a standby has all of the leader's log, as far as this run of the agent saw. Bytes
 * alone do not tell: where little is written, log of days is few bytes.
 *
 * @param ledAt when another member was last known to lead
 * @param levelAt the moment as of which this member last was known to have all log
 * @param goal what the leader had published, until it is reached here
 */
public record Freshness(Moment ledAt, Moment levelAt, Optional<Goal> goal) {
    public static final Freshness UNKNOWN =
            new Freshness(Moment.LONG_AGO, Moment.LONG_AGO, Optional.empty());

    /**
     * A published end of the leader's log.
     *
     * @param end the end
     * @param at when it was read: whoever has come there has all log as of then
     */
    public record Goal(Lsn end, Moment at) {}

    /** Somebody was known to lead. */
    public Freshness ledAt(Moment at) {
        return new Freshness(ledAt.later(at), levelAt, goal);
    }

    /** All log as of that moment is here. */
    public Freshness levelAt(Moment at) {
        return new Freshness(ledAt, levelAt.later(at), Optional.empty());
    }

    /**
     * The leader has published that. An older goal that is still to be reached stays, unless the
     * log that counts ends before it by now.
     */
    public Freshness published(Lsn end, Moment at) {
        return goal.filter(one -> one.end().compareTo(end) <= 0).isPresent()
                ? this
                : new Freshness(ledAt, levelAt, Optional.of(new Goal(end, at)));
    }

    /** The log here goes as far as that. */
    public Freshness come(Lsn position) {
        return goal.filter(one -> position.compareTo(one.end()) >= 0)
                .map(one -> levelAt(one.at()))
                .orElse(this);
    }
}
