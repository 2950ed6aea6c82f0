package io.matriarch.simulator.run;

import io.matriarch.simulator.mishap.Dog;
import io.matriarch.simulator.mishap.HostChange;
import io.matriarch.simulator.mishap.Tool;
import io.matriarch.simulator.world.Faults;
import io.matriarch.simulator.world.SimMember;
import io.matriarch.simulator.world.Trouble;
import io.matriarch.simulator.world.World;
import io.matriarch.state.NodeState;
import io.matriarch.state.Presence;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Mends whatever can be mended on some hosts, between them, and in the ensemble. */
final class RepairWork {
    private final World world;
    private final Faults faults;

    RepairWork(World world) {
        this.world = world;
        this.faults = world.faults();
    }

    void repair(List<MemberName> members) {
        faults.dcsUp();
        faults.dcsTakesWrites(true);
        members.forEach(this::network);
        for (MemberName member : members) {
            for (MemberName other : reachable(members)) {
                faults.heal(member, other);
                faults.heal(other, member);
            }
        }
        members.forEach(this::host);
    }

    /** The repaired, and the servers outside of the cluster. */
    private List<MemberName> reachable(List<MemberName> members) {
        Stream<MemberName> outside =
                world.hosts().stream()
                        .filter(one -> one.spec().role().isOutside())
                        .map(SimMember::name);
        return Stream.concat(members.stream(), outside).toList();
    }

    private void network(MemberName member) {
        faults.healDcs(member);
        faults.slowNetwork(member, Duration.ZERO);
        faults.clockRate(member, 0);
        faults.stallReads(member, false);
    }

    private void host(MemberName member) {
        for (Trouble mended :
                List.of(Trouble.DISK_FREED, Trouble.DISK_RESUMED, Trouble.ARCHIVER_FREED)) {
            faults.trouble(mended, member);
        }
        for (Tool tool : Tool.values()) {
            faults.toTool(Tool.Change.MEND, tool, member);
        }
        faults.toHost(HostChange.FREE_DISK, member);
        faults.toHost(HostChange.THAW_POSTGRES, member);
        faults.toHost(HostChange.START_GUARD, member);
        if (world.member(member).spec().dog().device() == Dog.Device.WORKS) {
            faults.toHost(HostChange.FIND_WATCHDOG, member);
        }
        faults.startHost(member);
        faults.thawAgent(member);
        if (isLeaving(member)) {
            faults.killAgent(
                    member); // whoever starts a service that is being stopped waits no longer
        }
        faults.startAgent(member);
    }

    private boolean isLeaving(MemberName member) {
        return world.member(member)
                .belief()
                .map(NodeState::presence)
                .filter(one -> one == Presence.LEAVING || one == Presence.GONE)
                .isPresent();
    }
}
