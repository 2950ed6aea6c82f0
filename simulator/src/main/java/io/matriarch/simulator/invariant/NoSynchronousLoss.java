package io.matriarch.simulator.invariant;

import io.matriarch.simulator.truth.Truth;
import io.matriarch.value.MemberName;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * I2: every commit that was acknowledged under synchronous mode is in the log of every later
 * primary.
 */
public final class NoSynchronousLoss implements Invariant {
    private final Set<MemberName> writable = new TreeSet<>();

    @Override
    public String id() {
        return "I2";
    }

    @Override
    public String title() {
        return "acknowledged-sync-write-lost";
    }

    @Override
    public Optional<String> after(Truth truth) {
        Optional<String> breach = Optional.empty();
        for (MemberName member : truth.members()) {
            if (!truth.acceptsWrites(member)) {
                writable.remove(member);
            } else if (writable.add(member)) {
                breach = breach.or(() -> lost(truth, member));
            }
        }
        return breach;
    }

    private static Optional<String> lost(Truth truth, MemberName member) {
        long lost = truth.lostSynchronous(member);
        return lost == 0
                ? Optional.empty()
                : Optional.of(
                        member
                                + " accepts writes and lacks "
                                + lost
                                + " that were acknowledged under synchronous mode");
    }
}
