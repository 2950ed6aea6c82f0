package io.matriarch.simulator.sometimes;

import io.matriarch.action.Action;
import io.matriarch.event.Event;
import io.matriarch.machine.Step;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Requests;
import io.matriarch.state.Session;
import io.matriarch.state.Work;
import io.matriarch.value.MemberName;

/**
 * A member at the instant of one of its steps.
 *
 * @param truth the world
 * @param member who took the step
 * @param before what it knew before
 * @param event what it was told
 * @param step what came of that
 */
record Glance(Truth truth, MemberName member, NodeState before, Event event, Step step) {
    /** Whether such an operation ran before the step. */
    boolean wasAt(Class<? extends Operation> operation) {
        return isAt(before, operation);
    }

    /** Whether its right to write has just ended. */
    boolean leaseEnds() {
        return before.lease() instanceof Lease.Held && step.next().lease() instanceof Lease.Over;
    }

    /** Whether it has just learnt that its session is no more. */
    boolean sessionEnds() {
        return before.session() instanceof Session.Live
                && step.next().session() instanceof Session.None;
    }

    /** Whether an answer to such a request was awaited before the step. */
    boolean awaited(Requests.Kind kind) {
        return before.requests().isPending(kind);
    }

    /** Whether the step orders such a thing. */
    boolean orders(Class<? extends Action> action) {
        return step.actions().stream().anyMatch(action::isInstance);
    }

    static boolean isAt(NodeState state, Class<? extends Operation> operation) {
        return state.work() instanceof Work.Busy busy && operation.isInstance(busy.operation());
    }
}
