package io.matriarch.simulator.scenario;

/** What can happen to the ensemble, to its data, or to its willingness to change it. */
public enum ZooKeeperChange {
    /** The whole ensemble stops; its data stays. */
    DOWN("zookeeper down"),
    /** It runs again; sessions get their full time to come back. */
    UP("zookeeper up"),
    /** Every key of the cluster is deleted, one after the other; sessions live on. */
    WIPE("wipe zookeeper"),
    /** Its data is copied away. */
    BACKUP("backup zookeeper"),
    /** It goes on with the newest copy; clients that have seen more are refused. */
    RESTORE("restore zookeeper"),
    /** Reads work and writes fail. */
    READONLY("zookeeper readonly"),
    /** Writes work again. */
    WRITABLE("zookeeper writable");

    private final String words;

    ZooKeeperChange(String words) {
        this.words = words;
    }

    /** As a scenario says it. */
    String words() {
        return words;
    }
}
