package io.matriarch.event;

import io.matriarch.value.Moment;

/** What an operator asked of this agent directly. */
public sealed interface OperatorEvent extends Event {
    /** To stop properly (SIGTERM, SIGINT). */
    record StopRequested(Moment at) implements OperatorEvent {}

    /** To look again now, because a request was just written to the DCS. */
    record LookRequested(Moment at) implements OperatorEvent {}
}
