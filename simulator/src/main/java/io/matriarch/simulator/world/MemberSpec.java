package io.matriarch.simulator.world;

import io.matriarch.state.Tags;
import io.matriarch.value.MemberName;

/**
 * A member of a world.
 *
 * @param name its name, which is its host's name too
 * @param tags its tags
 * @param role what it is at time 0
 * @param consent what its script before a promotion says
 * @param handoff whether it offers its lock and takes one that is offered; Patroni does not
 */
public record MemberSpec(
        MemberName name, Tags tags, InitialRole role, Consent consent, boolean handoff) {
    /** What its script before a promotion says. */
    public enum Consent {
        /** There is none. */
        UNASKED,
        AGREES,
        REFUSES
    }

    public static MemberSpec of(String name, InitialRole role) {
        return new MemberSpec(new MemberName(name), Tags.NONE, role, Consent.UNASKED, true);
    }
}
