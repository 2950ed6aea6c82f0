package io.matriarch.runtime.postgres.operation;

/** Whom work takes from does not serve it; the message is one sentence for people. */
final class SourceLost extends Exception {
    private static final long serialVersionUID = 1L;

    SourceLost(String why) {
        super(why);
    }
}
