package io.matriarch.state;

/** The role of a PostgreSQL as its member record tells it (contract 2.2). */
public enum Role {
    PRIMARY("primary"),
    REPLICA("replica"),
    STANDBY_LEADER("standby_leader"),
    DEMOTED("demoted"),
    PROMOTED("promoted"),
    UNINITIALIZED("uninitialized");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The word in DCS and REST. */
    public String word() {
        return word;
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
        return "master".equals(word) ? PRIMARY : REPLICA;
    }
}
