package io.matriarch.runtime;

/** Why the agent cannot start; its message is one line for the operator. */
final class FatalException extends Exception {
    private static final long serialVersionUID = 1L;

    FatalException(String message) {
        super(message);
    }
}
