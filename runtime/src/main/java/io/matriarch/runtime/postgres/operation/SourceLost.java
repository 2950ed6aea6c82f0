package io.matriarch.runtime.postgres.operation;

/** Whom work takes from does not serve it; the message is one sentence for people. */
final class SourceLost extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean touched;

    /** Found out before anything was changed. */
    SourceLost(String why) {
        this(why, false);
    }

    private SourceLost(String why, boolean touched) {
        super(why);
        this.touched = touched;
    }

    /** The same, found out once our data was changed. */
    SourceLost tooLate() {
        return new SourceLost(getMessage(), true);
    }

    /** Whether our data was changed before. */
    boolean touched() {
        return touched;
    }
}
