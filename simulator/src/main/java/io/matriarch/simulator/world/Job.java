package io.matriarch.simulator.world;

import io.matriarch.action.Permit;
import io.matriarch.state.Operation;
import io.matriarch.value.OperationId;

/**
 * Work under way on one data directory; compared by identity of the run.
 *
 * @param agent who ordered it
 * @param permit checked again when it may begin
 */
record Job(AgentProcess agent, OperationId id, Operation operation, Permit permit) {}
