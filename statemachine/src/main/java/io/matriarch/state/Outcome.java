package io.matriarch.state;

/** How an operation ended. Success is a hint; the next probe of PostgreSQL is the truth. */
public sealed interface Outcome {
    /** It did what it was begun for. */
    record Succeeded() implements Outcome {}

    /** It ran and failed. */
    record Failed(String why) implements Outcome {}

    /**
     * Whom it was to take from did not serve: that says nothing about our data.
     *
     * @param touched whether our data was touched before that was found out; when not, it is what
     *     it was before the order
     */
    record SourceGone(String why, boolean touched) implements Outcome {}

    /** It was not begun: its permit did not hold at the last moment. */
    record Refused(String why) implements Outcome {}

    /** It was ended on request. */
    record Cancelled() implements Outcome {}

    /** It was cut by a fence, or nobody knows. */
    record Lost() implements Outcome {}
}
