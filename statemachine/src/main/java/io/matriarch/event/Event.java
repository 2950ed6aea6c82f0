package io.matriarch.event;

import io.matriarch.value.Moment;

/** One observed fact: the only way in which anything reaches the machine. */
public sealed interface Event
        permits Booted,
                Tick,
                DcsEvent,
                PostgresEvent,
                PeerEvent,
                OperatorEvent,
                OperationEvent,
                FenceEvent,
                WatchdogEvent {
    /** When it reached this member, by its own monotonic clock. */
    Moment at();
}
