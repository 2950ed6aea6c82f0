package io.matriarch.simulator.invariant;

import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.Operation;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * I3, its part about maintenance: while it lasts nobody is promoted without an operator's order.
 * What was decided before every member has heard of it is carried through.
 */
public final class NoPromotionInMaintenance implements Invariant {
    /** A server of the ensemble lags by ten seconds at most; then there is work that was begun. */
    private static final Duration HEARD = Duration.ofSeconds(30);

    private Optional<Moment> since = Optional.empty();
    private boolean ordered;

    @Override
    public String id() {
        return "I3m";
    }

    @Override
    public String title() {
        return "no-promotion-in-maintenance";
    }

    @Override
    public void befalls(Truth truth, Fault fault) {
        ordered |= fault instanceof Command.Switchover || fault instanceof Command.Failover;
    }

    @Override
    public Optional<String> after(Truth truth) {
        if (!truth.settings().maintenance()) {
            since = Optional.empty();
        } else if (since.isEmpty()) {
            since = Optional.of(truth.now());
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> begun(Truth truth, Begun begun) {
        boolean wrong =
                begun.operation() instanceof Operation.Promote
                        && !ordered
                        && since.filter(at -> truth.now().since(at).compareTo(HEARD) > 0)
                                .isPresent();
        return wrong
                ? Optional.of(begun.member() + " began to promote in maintenance, and nobody asked")
                : Optional.empty();
    }
}
