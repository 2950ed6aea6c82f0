package io.matriarch.action;

/** An order to the agent's own process. */
public sealed interface AgentAction extends Action {
    /**
     * End the agent. PostgreSQL is left as it is.
     *
     * @param exitCode 0 after a stop that was asked for
     * @param message for the operator
     * @param closeSession whether the DCS session may be closed: only when no lock can belong to it
     */
    record EndAgent(int exitCode, String message, boolean closeSession) implements AgentAction {}
}
