package io.matriarch.runtime.dcs.session;

/**
 * What it takes to go on with a session on another connection.
 *
 * @param id ZooKeeper's number of the session; 0 asks for a new one
 * @param password the server's secret of the session
 */
record SavedSession(long id, byte[] password) {
    /** Asks for a new session. */
    static final SavedSession NONE = new SavedSession(0, new byte[16]);

    boolean exists() {
        return id != 0;
    }
}
