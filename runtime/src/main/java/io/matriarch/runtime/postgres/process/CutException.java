package io.matriarch.runtime.postgres.process;

/** Work was ended before it was done. */
public final class CutException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Who ended it. */
    public enum Cause {
        /** Its time is over. */
        DEADLINE,
        /** Somebody asked for it. */
        CANCELLED,
        /** PostgreSQL was fenced. */
        FENCED
    }

    private final Cause why;

    public CutException(Cause why) {
        super(why.toString());
        this.why = why;
    }

    public Cause why() {
        return why;
    }
}
