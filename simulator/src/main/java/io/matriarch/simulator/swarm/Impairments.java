package io.matriarch.simulator.swarm;

import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Impairment;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How what works badly is drawn. */
final class Impairments {
    /** What the lease's margin allows for: one percent, which no quartz comes near to. */
    private static final int MOST_PERMILLE = 10;

    private static final int MOST_FLAPS = 6;

    private Impairments() {}

    /** A host that loses ZooKeeper, or another host, again and again. */
    static List<Strike> flapping(Draw draw, Duration time) {
        List<MemberName> members = draw.some();
        List<MemberName> others =
                draw.members().stream().filter(one -> !members.contains(one)).toList();
        Fault cut =
                others.isEmpty() || draw.chance(60)
                        ? new Fault.CutFromZooKeeper(members)
                        : new Fault.CutFromMembers(members, others);
        List<Strike> strikes = new ArrayList<>();
        Duration at = time;
        int flaps = draw.between(2, MOST_FLAPS);
        for (int i = 0; i < flaps; i++) {
            strikes.add(new Strike(at, cut));
            at = at.plus(draw.time(Duration.ofMillis(100), Duration.ofSeconds(12)));
            strikes.add(new Strike(at, new Fault.Heal(members)));
            at = at.plus(draw.time(Duration.ofMillis(100), Duration.ofSeconds(8)));
        }
        return strikes;
    }

    static List<Strike> slow(Draw draw, Duration time) {
        List<MemberName> members = draw.some();
        Duration more = draw.time(Duration.ofMillis(100), Duration.ofSeconds(3));
        return spell(draw, time, new Impairment.SlowNetwork(members, more), members);
    }

    static List<Strike> lossy(Draw draw, Duration time) {
        List<MemberName> members = draw.some();
        int percent = draw.between(1, 60);
        return spell(draw, time, new Impairment.LossyNetwork(members, percent), members);
    }

    static List<Strike> clockRate(Draw draw, Duration time) {
        int permille = draw.between(1, MOST_PERMILLE);
        return List.of(
                new Strike(
                        time,
                        new Impairment.ClockRate(
                                draw.some(), draw.chance(50) ? permille : -permille)));
    }

    private static List<Strike> spell(
            Draw draw, Duration time, Fault begin, List<MemberName> members) {
        return List.of(
                new Strike(time, begin),
                new Strike(
                        time.plus(draw.spell()),
                        new Impairment.SlowNetwork(members, Duration.ZERO)));
    }
}
