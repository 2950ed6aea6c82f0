package io.matriarch.simulator.swarm;

import io.matriarch.simulator.world.Dice;
import io.matriarch.simulator.world.Seed;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Chance, and whom it may hit. */
final class Draw {
    private static final int PERCENT = 100;
    private static final long GRAIN_MILLIS = 100;

    private final Dice dice;
    private final List<MemberName> members;
    private final List<MemberName> victims;

    Draw(Seed seed, String fork, List<MemberName> members) {
        this(seed.dice(fork), members, members);
    }

    private Draw(Dice dice, List<MemberName> members, List<MemberName> victims) {
        this.dice = dice;
        this.members = List.copyOf(members);
        this.victims = List.copyOf(victims);
    }

    /** The same chance, which hits that member where it hits one. */
    Draw mostly(MemberName victim) {
        return new Draw(dice, members, List.of(victim));
    }

    /** All members. */
    List<MemberName> members() {
        return members;
    }

    boolean chance(int percent) {
        return dice.below(PERCENT) < percent;
    }

    /** A number, both ends included. */
    int between(int least, int most) {
        return least + (int) dice.below(most - least + 1L);
    }

    <T> T pick(List<T> all) {
        return all.get((int) dice.below(all.size()));
    }

    /** A member. */
    MemberName one() {
        return pick(victims);
    }

    /** Mostly one member, sometimes more. */
    List<MemberName> some() {
        return chance(75) ? List.of(one()) : subset(members, between(1, members.size()));
    }

    /** So many of them, in their order. */
    <T> List<T> subset(List<T> all, int size) {
        List<T> left = new ArrayList<>(all);
        while (left.size() > size) {
            left.remove((int) dice.below(left.size()));
        }
        return List.copyOf(left);
    }

    /** A time between these, in tenths of a second. */
    Duration time(Duration least, Duration most) {
        long span = most.minus(least).toMillis() / GRAIN_MILLIS;
        return least.plusMillis(dice.below(span + 1) * GRAIN_MILLIS);
    }

    /** A time of at most that, in milliseconds. */
    Duration moment(Duration most) {
        return Duration.ofMillis(dice.below(most.toMillis()) + 1);
    }

    /** How long something lasts: a blink, less than a lease, or long. */
    Duration spell() {
        return switch (between(0, 2)) {
            case 0 -> time(Duration.ofMillis(500), Duration.ofSeconds(5));
            case 1 -> time(Duration.ofSeconds(5), Duration.ofSeconds(25));
            default -> time(Duration.ofSeconds(25), Duration.ofSeconds(120));
        };
    }
}
