package io.matriarch.simulator.world;

import io.matriarch.simulator.mishap.Dog;
import io.matriarch.state.Tags;
import io.matriarch.value.MemberName;

/**
 * A member of a world.
 *
 * @param name its name, which is its host's name too
 * @param tags its tags
 * @param role what it is at time 0
 * @param consent what its script before a promotion says
 * @param dog its watchdog
 * @param handoff whether it offers its lock and takes one that is offered; Patroni does not
 */
public record MemberSpec(
        MemberName name, Tags tags, InitialRole role, Consent consent, Dog dog, boolean handoff) {
    /** One without a watchdog that hands its lock over. */
    public MemberSpec(MemberName name, Tags tags, InitialRole role, Consent consent) {
        this(name, tags, role, consent, Dog.NONE, true);
    }

    /** What its script before a promotion says. */
    public enum Consent {
        /** There is none. */
        UNASKED,
        AGREES,
        REFUSES
    }

    public static MemberSpec of(String name, InitialRole role) {
        return new MemberSpec(new MemberName(name), Tags.NONE, role, Consent.UNASKED);
    }
}
