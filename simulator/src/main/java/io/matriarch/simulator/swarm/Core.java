package io.matriarch.simulator.swarm;

import io.matriarch.simulator.mishap.Dog;
import io.matriarch.simulator.mishap.HostChange;
import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.MemberLine;
import io.matriarch.simulator.world.MemberSpec.Consent;
import io.matriarch.state.WatchdogPolicy;
import io.matriarch.value.MemberName;
import java.util.List;

/**
 * Who is repaired in the end: a part of the cluster that can lead and stream, nothing having
 * befallen its members that no repair undoes.
 *
 * @param members all members
 * @param plan what befalls them
 */
record Core(List<MemberLine> members, List<Strike> plan) {
    private static final int WHOLE = 60;

    /** Empty when nobody is left who could lead. */
    List<MemberName> draw(Draw draw) {
        List<MemberName> sound =
                members.stream()
                        .filter(one -> draw.members().contains(one.name()))
                        .filter(one -> one.start() != MemberLine.Start.FOREIGN)
                        .map(MemberLine::name)
                        .filter(this::isSound)
                        .toList();
        int least = Math.min(sound.size(), draw.members().size() / 2 + 1);
        List<MemberName> core =
                draw.chance(WHOLE) ? sound : draw.subset(sound, draw.between(least, sound.size()));
        return core.stream().anyMatch(this::mayLead) ? core : List.of();
    }

    private boolean isSound(MemberName member) {
        return isAllowedToLead(member)
                && plan.stream()
                        .map(Strike::fault)
                        .filter(fault -> fault.named().contains(member))
                        .noneMatch(Core::lasts);
    }

    /** Neither a script nor the want of a watchdog forbids it what its tags may allow. */
    private boolean isAllowedToLead(MemberName member) {
        MemberLine line =
                members.stream().filter(one -> one.name().equals(member)).findFirst().orElseThrow();
        boolean required =
                line.dog().mode() == WatchdogPolicy.Mode.REQUIRED
                        || plan.stream()
                                .map(Strike::fault)
                                .anyMatch(fault -> requiresWatchdog(fault, member));
        return line.consent() != Consent.REFUSES
                && (!required || line.dog().device() == Dog.Device.WORKS);
    }

    private static boolean requiresWatchdog(Fault fault, MemberName member) {
        return fault instanceof Command.SetWatchdog set
                && set.member().equals(member)
                && set.mode() == WatchdogPolicy.Mode.REQUIRED;
    }

    private static boolean lasts(Fault fault) {
        return switch (fault) {
            case Fault.ToMachine one -> Plans.LASTING.contains(one.trouble());
            // What somebody wrote past the cluster is kept until an operator gives it up.
            case Fault.ToHost one ->
                    one.change() == HostChange.SWAP_DATA || one.change().mayMakeWritable();
            case Fault.Retag _ -> true;
            case Fault _ -> false;
        };
    }

    /** No tag forbids it. */
    private boolean mayLead(MemberName member) {
        return members.stream()
                .filter(one -> one.name().equals(member))
                .anyMatch(one ->
                        !one.tags().containsKey("nofailover")
                                && !"0".equals(one.tags().get("failover_priority")));
    }
}
