package io.matriarch.runtime.dcs.session;

import java.time.Duration;

/**
 * What it takes to go on with a session on another connection.
 *
 * @param id ZooKeeper's number of the session; 0 asks for a new one
 * @param password the server's secret of the session
 * @param timeout as the server granted it; zero where that is not known. A session keeps its
 *     timeout for life: a reconnect that asked for less would have the server count with less at
 *     once (lease rule L10)
 */
record SavedSession(long id, byte[] password, Duration timeout) {
    /** Asks for a new session. */
    static final SavedSession NONE = new SavedSession(0, new byte[16], Duration.ZERO);

    boolean exists() {
        return id != 0;
    }

    /** The timeout to ask for: its own, or {@code wanted} where there is none yet. */
    Duration ask(Duration wanted) {
        return timeout.isZero() ? wanted : timeout;
    }
}
