package io.matriarch.state;

import io.matriarch.value.Moment;
import java.util.Optional;

/**
 * Failures of operations in a row, and the pause that they earn.
 *
 * @param starts failed starts since PostgreSQL last ran
 * @param promotions promotions given up since PostgreSQL last stopped: they may still come true
 * @param refusals promotions and starts as primary that were refused since PostgreSQL last ran well
 * @param rewinds rewinds since PostgreSQL last ran well, or a new leader was seen: after one that
 *     helped it streams, so whoever must be rewound again has had one that did not
 * @param copies failed copies or initdbs since PostgreSQL last ran
 * @param retryAt when the next attempt may begin
 * @param lastWords why the last one failed, or what it was no use for; empty when none did
 * @param downSince when PostgreSQL was first seen down, or not primary while we hold the lock
 * @param unsureSince since when each look at PostgreSQL told nothing
 */
public record Setbacks(
        int starts,
        int promotions,
        int refusals,
        int rewinds,
        int copies,
        Moment retryAt,
        String lastWords,
        Optional<Moment> downSince,
        Optional<Moment> unsureSince) {
    public static final Setbacks NONE =
            new Setbacks(0, 0, 0, 0, 0, Moment.LONG_AGO, "", Optional.empty(), Optional.empty());

    public Setbacks withDownSince(Optional<Moment> value) {
        return new Setbacks(
                starts,
                promotions,
                refusals,
                rewinds,
                copies,
                retryAt,
                lastWords,
                value,
                unsureSince);
    }

    public Setbacks withPause(Moment until, String why) {
        return new Setbacks(
                starts, promotions, refusals, rewinds, copies, until, why, downSince, unsureSince);
    }

    public Setbacks withoutPromotions() {
        return new Setbacks(
                starts, 0, refusals, rewinds, copies, retryAt, lastWords, downSince, unsureSince);
    }

    /** One more rewind ended well; only what comes of it shows whether it helped. */
    public Setbacks withRewind(String words) {
        return new Setbacks(
                starts,
                promotions,
                refusals,
                rewinds + 1,
                copies,
                retryAt,
                words,
                downSince,
                unsureSince);
    }

    public Setbacks withoutRewinds() {
        return new Setbacks(
                starts,
                promotions,
                refusals,
                0,
                copies,
                retryAt,
                lastWords,
                downSince,
                unsureSince);
    }

    public Setbacks withUnsureSince(Optional<Moment> value) {
        return new Setbacks(
                starts,
                promotions,
                refusals,
                rewinds,
                copies,
                retryAt,
                lastWords,
                downSince,
                value);
    }

    /** One more promotion was given up. */
    public Setbacks withPromotion() {
        return new Setbacks(
                starts,
                promotions + 1,
                refusals,
                rewinds,
                copies,
                retryAt,
                lastWords,
                downSince,
                unsureSince);
    }

    /** What would have made PostgreSQL writable was not even begun. */
    public Setbacks withRefusal(Moment until, String why) {
        return new Setbacks(
                starts,
                promotions,
                refusals + 1,
                rewinds,
                copies,
                until,
                why,
                downSince,
                unsureSince);
    }
}
