package io.matriarch.state;

/** The role of a PostgreSQL as its member record tells it (contract 2.2). */
public enum Role {
    PRIMARY("primary"),
    REPLICA("replica"),
    STANDBY_LEADER("standby_leader"),
    DEMOTED("demoted"),
    PROMOTED("promoted"),
    UNINITIALIZED("uninitialized");

    /** What members before 3.1 call a primary. */
    public static final String MASTER = "master";

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The word in DCS and REST. */
    public String word() {
        return word;
    }

    /** The same, with the older word for a primary where that is asked for. */
    public String word(boolean saysMaster) {
        return saysMaster && this == PRIMARY ? MASTER : word;
    }

    /**
     * Reads a word; {@code master} is the older name of {@code primary}, an unknown word a replica.
     */
    public static Role of(String word) {
        for (Role role : values()) {
            if (role.word.equals(word)) {
                return role;
            }
        }
        return MASTER.equals(word) ? PRIMARY : REPLICA;
    }
}
