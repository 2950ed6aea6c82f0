package io.matriarch.driver;

import io.matriarch.action.AgentAction;

/** The way to the agent's own process. */
public interface AgentPort {
    void order(AgentAction order);
}
