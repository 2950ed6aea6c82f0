package io.matriarch.action;

import io.matriarch.state.Callback;
import io.matriarch.value.OrderId;

/** An order to the agent's own process. */
public sealed interface AgentAction extends Action {
    /**
     * Run a callback as {@code <command> <action> <role> <scope>} and wait for nothing: it ends the
     * one that still runs, with its children; a reload's ends a reload's only (contract 2.21).
     *
     * @param role the word for PostgreSQL's role
     * @param scope the cluster's name
     */
    record RunCallback(Callback callback, String role, String scope) implements AgentAction {}

    /**
     * End the agent. PostgreSQL is left as it is.
     *
     * @param exitCode 0 after a stop that was asked for
     * @param message for the operator
     * @param closeSession whether the DCS session may be closed: only when no lock can belong to it
     */
    record EndAgent(int exitCode, String message, boolean closeSession) implements AgentAction {}

    /**
     * Tell the operator what became of his order (contract 3.6).
     *
     * @param text what he is told
     */
    record Answer(OrderId order, Result result, String text) implements AgentAction {}

    /** What becomes of an order. */
    enum Result {
        /** It is done, or well under way. */
        DONE,
        /** It will be done at its time. */
        SCHEDULED,
        /** It cannot be done as things are, or it failed. */
        REFUSED,
        /** There is another of its kind. */
        CONFLICT,
        /** It cannot be done in maintenance. */
        PAUSED,
        /** There is nothing that it could be about. */
        ABSENT
    }
}
