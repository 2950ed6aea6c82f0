package io.matriarch.simulator.swarm;

import io.matriarch.simulator.mishap.HostChange;
import io.matriarch.simulator.mishap.SlotDeed;
import io.matriarch.simulator.mishap.Tool;
import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Fault.AgentChange;
import io.matriarch.simulator.scenario.ZooKeeperChange;
import io.matriarch.simulator.world.Trouble;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How single kinds of misfortune are drawn: what happens, to whom, and when it is mended. */
final class Plans {
    /** What no repair undoes. */
    static final List<Trouble> LASTING =
            List.of(
                    Trouble.HINTS_OFF,
                    Trouble.CONTROL_TORN,
                    Trouble.DATA_GONE,
                    Trouble.WAL_RECYCLED,
                    Trouble.LOG_REMOVED,
                    Trouble.CHECKPOINT_SLOW,
                    Trouble.RECOVERY_SLOW,
                    Trouble.REWIND_BREAKS,
                    Trouble.REWIND_IDLES);

    /**
     * What somebody does to a PostgreSQL past its agent. Nobody makes it accept writes: of a branch
     * whose server crashed before anybody looked, nobody can know the number.
     */
    static final List<HostChange> HAND_WORK =
            List.of(HostChange.STOP_POSTGRES, HostChange.DEMOTE_POSTGRES, HostChange.SWAP_DATA);

    private static final int MENDED = 80;

    /** ZooKeeper's {@code syncLimit} of five ticks. */
    private static final Duration MOST_LAG = Duration.ofSeconds(10);

    private Plans() {}

    static List<Strike> cutFromZooKeeper(Draw draw, Duration time) {
        List<MemberName> members = draw.some();
        return spell(draw, time, new Fault.CutFromZooKeeper(members), new Fault.Heal(members));
    }

    static List<Strike> cutFromMembers(Draw draw, Duration time) {
        List<MemberName> side = draw.subset(draw.members(), 1);
        List<MemberName> others = others(draw, side);
        return spell(draw, time, new Fault.CutFromMembers(side, others), new Fault.Heal(side));
    }

    static List<Strike> cutOneWay(Draw draw, Duration time) {
        List<MemberName> from = List.of(draw.one());
        Fault cut =
                switch (draw.between(0, 2)) {
                    case 0 -> new Fault.CutOneWay(from, List.of());
                    case 1 -> new Fault.CutOneWay(List.of(), from);
                    default -> new Fault.CutOneWay(from, others(draw, from));
                };
        return spell(draw, time, cut, new Fault.Heal(from));
    }

    static List<Strike> agent(Draw draw, Duration time, AgentChange begin, AgentChange end) {
        List<MemberName> members = draw.some();
        return spell(
                draw, time, new Fault.ToAgent(begin, members), new Fault.ToAgent(end, members));
    }

    static List<Strike> crashHost(Draw draw, Duration time) {
        List<MemberName> members = draw.some();
        return spell(draw, time, new Fault.CrashHost(members), new Fault.StartHost(members));
    }

    /** It always ends: what is restored must have been copied, and a cluster needs its DCS. */
    static List<Strike> ensemble(
            Draw draw, Duration time, ZooKeeperChange begin, ZooKeeperChange end) {
        return List.of(
                new Strike(time, new Fault.ToZooKeeper(begin)),
                new Strike(time.plus(draw.spell()), new Fault.ToZooKeeper(end)));
    }

    /** A server that lags for longer than its ensemble allows is dropped from it. */
    static List<Strike> staleReads(Draw draw, Duration time) {
        List<MemberName> members = draw.some();
        Duration end = time.plus(draw.time(Duration.ofMillis(500), MOST_LAG));
        return List.of(
                new Strike(time, new Fault.StallReads(members, true)),
                new Strike(end, new Fault.StallReads(members, false)));
    }

    static List<Strike> trouble(Draw draw, Duration time, Trouble begin, Trouble end) {
        List<MemberName> members = draw.some();
        return spell(
                draw, time, new Fault.ToMachine(begin, members), new Fault.ToMachine(end, members));
    }

    static List<Strike> host(Draw draw, Duration time, HostChange begin, HostChange end) {
        List<MemberName> members = draw.some();
        return spell(draw, time, new Fault.ToHost(begin, members), new Fault.ToHost(end, members));
    }

    static List<Strike> tool(Draw draw, Duration time) {
        List<MemberName> members = draw.some();
        Tool tool = draw.pick(List.of(Tool.values()));
        Tool.Change begin = draw.chance(50) ? Tool.Change.BREAK : Tool.Change.HANG;
        return spell(
                draw,
                time,
                new Fault.ToTool(begin, tool, members),
                new Fault.ToTool(Tool.Change.MEND, tool, members));
    }

    static List<Strike> clock(Draw draw, Duration time) {
        Duration step = Duration.ofSeconds(draw.between(1, 7200));
        Fault fault = new Fault.StepClock(draw.some(), draw.chance(50) ? step : step.negated());
        return List.of(new Strike(time, fault));
    }

    static List<Strike> switchover(Draw draw, Duration time) {
        Optional<MemberName> to = draw.chance(60) ? Optional.of(draw.one()) : Optional.empty();
        Optional<MemberName> from = draw.chance(20) ? Optional.of(draw.one()) : Optional.empty();
        Optional<Duration> when = perhapsLater(draw, time);
        return List.of(new Strike(time, new Command.Switchover(from, to, when)));
    }

    /** Mostly at once, sometimes at a time that is to come. */
    static Optional<Duration> perhapsLater(Draw draw, Duration time) {
        return draw.chance(30) ? Optional.of(time.plus(draw.spell())) : Optional.empty();
    }

    static List<Strike> maintenance(Draw draw, Duration time) {
        return List.of(
                new Strike(time, new Command.Pause()),
                new Strike(time.plus(draw.spell()), new Command.Resume()));
    }

    static List<Strike> sync(Draw draw, Duration time) {
        List<MemberName> leader = draw.subset(draw.members(), 1);
        List<MemberName> standbys = others(draw, leader);
        int quorum = draw.chance(50) ? 0 : 1;
        Fault fault = new Command.WriteSync(leader.getFirst(), quorum, standbys);
        return List.of(new Strike(time, fault));
    }

    static List<Strike> slot(Draw draw, Duration time) {
        MemberName member = draw.one();
        SlotDeed deed = draw.pick(List.of(SlotDeed.values()));
        Duration later = time.plusSeconds(1);
        return List.of(
                new Strike(time, new Command.SlotByHand(SlotDeed.MAKE, "tool", member)),
                new Strike(later, new Command.SlotByHand(deed, "tool", member)));
    }

    private static List<MemberName> others(Draw draw, List<MemberName> side) {
        return draw.members().stream().filter(one -> !side.contains(one)).toList();
    }

    private static List<Strike> spell(Draw draw, Duration time, Fault begin, Fault end) {
        List<Strike> strikes = new ArrayList<>();
        strikes.add(new Strike(time, begin));
        Duration until = time.plus(draw.spell());
        if (draw.chance(MENDED)) {
            strikes.add(new Strike(until, end));
        }
        return strikes;
    }
}
