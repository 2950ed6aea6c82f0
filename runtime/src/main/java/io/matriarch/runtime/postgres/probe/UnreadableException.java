package io.matriarch.runtime.postgres.probe;

/**
 * The control file cannot be read: nothing is known about the data, least of all that it is clean.
 */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableException(String why) {
        super(why);
    }
}
