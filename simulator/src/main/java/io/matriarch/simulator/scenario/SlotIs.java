package io.matriarch.simulator.scenario;

/** What an expectation says of a replication slot. */
public enum SlotIs {
    /** There is one of that name. */
    THERE,
    /** There is none. */
    GONE,
    /** It keeps at most so much log behind the log's end. */
    SMALL,
    /** It keeps vacuum from no rows. */
    FREE
}
