package io.matriarch.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process on the spot: no shutdown hook runs, so nothing closes the session that may own
 * the lock. PostgreSQL runs on.
 */
final class Halt {
    /** A fault of this program (EX_SOFTWARE of sysexits.h). */
    static final int INTERNAL_ERROR = 70;

    /** It cannot start, or must not go on. */
    static final int FATAL = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Halt.class);

    private Halt() {}

    static void with(int code, String why) {
        LOG.error("{}", why);
        now(code);
    }

    static void now(int code) {
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }
}
