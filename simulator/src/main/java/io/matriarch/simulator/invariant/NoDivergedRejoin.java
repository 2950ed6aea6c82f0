package io.matriarch.simulator.invariant;

import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.Feed;
import io.matriarch.state.Operation;
import io.matriarch.value.MemberName;
import java.util.Optional;

/**
 * I6: no member begins to start as a standby of a server that accepts writes while its own log has
 * what that server's lacks: it must be rewound or copied before it serves a connection.
 */
public final class NoDivergedRejoin implements Invariant {
    @Override
    public String id() {
        return "I6";
    }

    @Override
    public String title() {
        return "no-diverged-rejoin";
    }

    @Override
    public Optional<String> begun(Truth truth, Begun begun) {
        if (!(begun.operation() instanceof Operation.StartStandby(Feed.From from))) {
            return Optional.empty();
        }
        MemberName upstream = from.upstream().member();
        return truth.members().contains(upstream)
                        && truth.acceptsWrites(upstream)
                        && truth.commonEnd(begun.member(), upstream)
                                        .compareTo(truth.position(begun.member()))
                                < 0
                ? Optional.of(
                        begun.member()
                                + " began to start as a standby of "
                                + upstream
                                + ", and has log after "
                                + truth.commonEnd(begun.member(), upstream)
                                + " that "
                                + upstream
                                + " lacks")
                : Optional.empty();
    }
}
