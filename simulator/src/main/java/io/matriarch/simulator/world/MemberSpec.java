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
 */
public record MemberSpec(MemberName name, Tags tags, InitialRole role, Consent consent, Dog dog) {
    /** One without a watchdog. */
    public MemberSpec(MemberName name, Tags tags, InitialRole role, Consent consent) {
        this(name, tags, role, consent, Dog.NONE);
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
