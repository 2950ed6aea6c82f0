package io.matriarch.simulator.world;

/** What a member is when a scenario begins. */
public enum InitialRole {
    /** It leads an established cluster. */
    PRIMARY,
    /** It streams from the primary of an established cluster. */
    STANDBY,
    /** It has no data; its agent starts at time 0. */
    EMPTY,
    /** It has another cluster's data, stopped; its agent starts at time 0. */
    FOREIGN,
    /** No member: a primary outside, of another cluster. It has no agent. */
    REMOTE,
    /** No member: a standby of that primary, or of ours when there is none. It has no agent. */
    REMOTE_STANDBY;

    /** Whether it is outside of the cluster. */
    public boolean isOutside() {
        return this == REMOTE || this == REMOTE_STANDBY;
    }

    /** Whether it has no part in the cluster before time 0. */
    boolean comesLate() {
        return this == EMPTY || this == FOREIGN;
    }
}
