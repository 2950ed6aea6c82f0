package io.matriarch.state;

import java.util.List;

/**
 * Which scripts this member's configuration file names (contract 2.21).
 *
 * @param callbacks those that are told what became of PostgreSQL
 * @param prePromote whether one must agree before a promotion
 * @param beforeStop whether one runs before each orderly stop
 * @param sayMaster whether callbacks are told {@code master} for a primary, whoever takes part
 */
public record Scripts(
        List<Callback> callbacks, boolean prePromote, boolean beforeStop, boolean sayMaster) {
    public static final Scripts NONE = new Scripts(List.of(), false, false, false);

    public Scripts {
        callbacks = List.copyOf(callbacks);
    }
}
