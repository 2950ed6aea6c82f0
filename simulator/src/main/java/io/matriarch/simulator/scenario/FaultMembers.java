package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import java.util.List;
import java.util.stream.Stream;

/** Whom each fault names. */
final class FaultMembers {
    private FaultMembers() {}

    /** Empty when it is about the ensemble, the lock, or everybody. */
    static List<MemberName> of(Fault fault) {
        return switch (fault) {
            case Fault.CutFromZooKeeper cut -> cut.members();
            case Fault.CutFromMembers cut ->
                    Stream.concat(cut.members().stream(), cut.others().stream()).toList();
            case Fault.CutOneWay cut ->
                    Stream.concat(cut.from().stream(), cut.to().stream()).toList();
            case Fault.Heal heal -> heal.members();
            case Repair repair -> repair.members();
            case Impairment one -> one.members();
            case Fault.ToAgent agent -> agent.members();
            case Fault.CrashPostgres crash -> crash.members();
            case Fault.CrashHost crash -> crash.members();
            case Fault.StartHost start -> start.members();
            case Fault.ExpireSession expire -> expire.members();
            case Fault.ToMachine trouble -> trouble.members();
            case Command command -> command.named();
            case Fault.ToHost host -> host.members();
            case Fault.ToTool tool -> tool.members();
            case Fault.StepClock clock -> clock.members();
            case Fault.Retag retag -> List.of(retag.member());
            case Fault.StallReads stall -> stall.members();
            case Fault.ToZooKeeper _, Fault.DeleteLock _, Fault.DeleteKey _ -> List.of();
        };
    }
}
