package io.matriarch.state;

/**
 * The state of a PostgreSQL as its member record tells it, with Patroni's numbers (contract 2.2).
 */
public enum MemberState {
    INITIALIZING("initializing new cluster"),
    INITDB_FAILED("initdb failed"),
    CUSTOM_BOOTSTRAP("running custom bootstrap script"),
    CUSTOM_BOOTSTRAP_FAILED("custom bootstrap failed"),
    CREATING_REPLICA("creating replica"),
    RUNNING("running"),
    STARTING("starting"),
    STARTING_AFTER_CUSTOM_BOOTSTRAP("starting after custom bootstrap"),
    START_FAILED("start failed"),
    RESTARTING("restarting"),
    RESTART_FAILED("restart failed"),
    STOPPING("stopping"),
    STOPPED("stopped"),
    STOP_FAILED("stop failed"),
    CRASHED("crashed"),
    UNKNOWN("unknown");

    private final String word;

    MemberState(String word) {
        this.word = word;
    }

    /** The words in DCS and REST. */
    public String word() {
        return word;
    }

    /** Reads the words; anything else is {@link #UNKNOWN}. */
    public static MemberState of(String word) {
        for (MemberState state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /** Whether a cluster is being made there, or will be tried to be made again. */
    public boolean isBootstrapping() {
        return this == INITIALIZING || this == INITDB_FAILED || this == CUSTOM_BOOTSTRAP;
    }
}
