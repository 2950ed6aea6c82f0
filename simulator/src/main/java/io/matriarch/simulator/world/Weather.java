package io.matriarch.simulator.world;

import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well the network of each host works. A lost packet of TCP comes late, for it is sent again.
 */
final class Weather {
    /** Linux sends again after 200 ms at the earliest, and waits twice as long each time. */
    private static final Duration RESEND = Duration.ofMillis(200);

    private static final int MOST_RESENDS = 6;
    private static final int PERCENT = 100;

    private record Condition(Duration more, int loss) {
        static final Condition GOOD = new Condition(Duration.ZERO, 0);
    }

    private final Map<MemberName, Condition> bad = new TreeMap<>();

    /** Whether that changes anything. */
    boolean slow(MemberName host, Duration more) {
        Condition before = bad.getOrDefault(host, Condition.GOOD);
        return set(host, new Condition(more, more.isZero() ? 0 : before.loss()));
    }

    boolean lossy(MemberName host, int percent) {
        return set(host, new Condition(bad.getOrDefault(host, Condition.GOOD).more(), percent));
    }

    private boolean set(MemberName host, Condition condition) {
        Condition before = bad.getOrDefault(host, Condition.GOOD);
        if (condition.equals(Condition.GOOD)) {
            bad.remove(host);
        } else {
            bad.put(host, condition);
        }
        return !before.equals(condition);
    }

    /** How much longer than usual a message from or to the host takes. */
    Duration more(MemberName host, Dice dice) {
        Condition condition = bad.isEmpty() ? null : bad.get(host);
        if (condition == null) {
            return Duration.ZERO;
        }
        Duration late = condition.more();
        for (int i = 0; i < MOST_RESENDS && dice.below(PERCENT) < condition.loss(); i++) {
            late = late.plus(RESEND.multipliedBy(1L << i));
        }
        return late;
    }
}
