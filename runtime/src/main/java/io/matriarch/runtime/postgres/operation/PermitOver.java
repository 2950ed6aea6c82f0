package io.matriarch.runtime.postgres.operation;

/** The permit ended between the order and its last moment. */
final class PermitOver extends Exception {
    private static final long serialVersionUID = 1L;

    PermitOver() {
        super("permit is over");
    }
}
