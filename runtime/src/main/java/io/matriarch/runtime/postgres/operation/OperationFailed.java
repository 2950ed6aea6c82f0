package io.matriarch.runtime.postgres.operation;

/** Work failed; the message is one sentence for people, without any secret. */
final class OperationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    OperationFailed(String why) {
        super(why);
    }
}
