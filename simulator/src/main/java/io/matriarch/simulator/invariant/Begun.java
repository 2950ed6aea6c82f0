package io.matriarch.simulator.invariant;

import io.matriarch.action.Permit;
import io.matriarch.state.Operation;
import io.matriarch.value.MemberName;

/**
 * An operation that was begun.
 *
 * @param member whose
 * @param operation what
 * @param permit on the strength of what
 */
public record Begun(MemberName member, Operation operation, Permit permit) {}
