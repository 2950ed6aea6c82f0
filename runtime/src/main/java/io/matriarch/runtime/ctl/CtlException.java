package io.matriarch.runtime.ctl;

/** What ends a command with {@code Error: text} and exit code 1. */
final class CtlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CtlException(String message) {
        super(message);
    }
}
