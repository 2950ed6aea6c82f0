package io.matriarch.driver;

import io.matriarch.action.PostgresAction;

/**
 * The way to our PostgreSQL.
 *
 * <p>{@link #order} returns at once. Each {@code Probe} ends in one {@code PostgresProbed} within
 * its own bound (it says {@code Hanging} or {@code Unknown} rather than wait), each {@code Begin}
 * in one {@code OperationEnded} soon after its deadline at the latest. A probe asked for after an
 * operation ended sees its effect. {@code PostgresNoticed} comes unasked when the postmaster ends.
 */
public interface PostgresPort {
    void order(PostgresAction order);

    /**
     * Whether PostgreSQL is proven unable to accept a write, looked up now: no process of the data
     * directory lives, or the control file says "shut down" and no client backend is left. False
     * when that cannot be told.
     */
    boolean isGone();
}
