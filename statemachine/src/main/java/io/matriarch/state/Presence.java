package io.matriarch.state;

/** Whether this member means to stay. */
public enum Presence {
    /** Before the first event. */
    ABSENT,
    /** It takes part. */
    STAYING,
    /** It was asked to stop: hand over, stop PostgreSQL, end. */
    LEAVING,
    /** It has ordered its own end. */
    GONE
}
