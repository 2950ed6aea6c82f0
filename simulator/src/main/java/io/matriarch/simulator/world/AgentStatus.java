package io.matriarch.simulator.world;

/** The state of an agent's process. */
public enum AgentStatus {
    RUNNING,
    /** Stopped by SIGSTOP: takes nothing in, until it is thawed. */
    FROZEN,
    DEAD
}
