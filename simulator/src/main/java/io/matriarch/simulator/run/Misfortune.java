package io.matriarch.simulator.run;

import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Impairment;
import io.matriarch.simulator.scenario.Repair;
import io.matriarch.simulator.scenario.Setting;
import io.matriarch.simulator.scenario.Settings;
import io.matriarch.simulator.scenario.ZooKeeperChange;
import io.matriarch.simulator.world.Faults;
import io.matriarch.simulator.world.Operator;
import io.matriarch.simulator.world.SimMember;
import io.matriarch.simulator.world.World;
import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Lock;
import io.matriarch.state.Tags;
import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets a scenario's faults befall a world. */
final class Misfortune {
    private final World world;

    Misfortune(World world) {
        this.world = world;
    }

    void befall(Fault fault) {
        Faults faults = world.faults();
        switch (fault) {
            case Fault.CutFromZooKeeper cut -> cut.members().forEach(this::cutFromZooKeeper);
            case Fault.CutFromMembers cut -> cut(cut.members(), cut.others());
            case Fault.CutOneWay cut -> cutOneWay(cut);
            case Fault.StepClock clock ->
                    clock.members().forEach(host -> faults.stepClock(clock.step(), host));
            case Fault.Heal heal -> heal(heal.members());
            case Repair repair -> new RepairWork(world).repair(repair.members());
            case Fault.ToAgent agent ->
                    agent.members().forEach(member -> toAgent(agent.change(), member));
            case Fault.CrashPostgres crash -> crash.members().forEach(faults::crashPostgres);
            case Fault.CrashHost crash -> crash.members().forEach(faults::crashHost);
            case Fault.StartHost start -> start.members().forEach(faults::startHost);
            case Fault.ToZooKeeper one -> toZooKeeper(one.change());
            case Fault.StallReads stall ->
                    stall.members().forEach(member -> faults.stallReads(member, stall.lags()));
            case Fault.DeleteLock _ -> faults.deleteLock();
            case Fault.ToMachine one ->
                    one.members().forEach(host -> faults.trouble(one.trouble(), host));
            case Fault.ExpireSession expire -> expire.members().forEach(faults::expireSession);
            case Fault.ToHost host ->
                    host.members().forEach(member -> faults.toHost(host.change(), member));
            case Fault.ToTool tool ->
                    tool.members()
                            .forEach(member -> faults.toTool(tool.change(), tool.tool(), member));
            case Fault.Retag retag -> faults.retag(retag.member(), Tags.of(retag.tags()));
            case Fault.DeleteKey delete -> faults.deleteKey(delete.key());
            case Impairment one -> impair(one);
            case Command command -> order(command);
        }
    }

    private void impair(Impairment impairment) {
        Faults faults = world.faults();
        switch (impairment) {
            case Impairment.SlowNetwork slow ->
                    slow.members().forEach(host -> faults.slowNetwork(host, slow.more()));
            case Impairment.LossyNetwork lossy ->
                    lossy.members().forEach(host -> faults.lossyNetwork(host, lossy.percent()));
            case Impairment.ClockRate rate ->
                    rate.members().forEach(host -> faults.clockRate(host, rate.permille()));
        }
    }

    private void order(Command command) {
        Operator operator = world.operator();
        switch (command) {
            case Command.Pause _ -> operator.maintenance(true);
            case Command.Resume _ -> operator.maintenance(false);
            // The operator's tool refuses a switchover of a cluster that nobody leads.
            case Command.Switchover order ->
                    order.from()
                            .or(this::holder)
                            .ifPresent(from -> operator.switchover(from, order.to(), order.when()));
            case Command.Failover order -> operator.failover(order.to());
            case Command.WriteSync sync ->
                    operator.writeSync(Optional.of(sync.leader()), sync.standbys(), sync.quorum());
            case Command.Configure(Setting setting, String value) ->
                    operator.configure(new Settings(Map.of(setting, value)).over(inForce()));
            case Command.SlotByHand(var deed, String slot, MemberName member) ->
                    operator.slot(deed, slot, member);
            case Command.Restart order -> operator.restart(order.member(), order.when());
            case Command.Reinitialize order -> operator.reinitialize(order.member(), order.force());
            case Command.SetWatchdog set -> world.faults().setWatchdog(set.member(), set.mode());
        }
    }

    private void toZooKeeper(ZooKeeperChange change) {
        Faults faults = world.faults();
        switch (change) {
            case DOWN -> faults.dcsDown();
            case UP -> faults.dcsUp();
            case WIPE -> faults.wipeDcs();
            case BACKUP -> faults.backUpDcs();
            case RESTORE -> faults.restoreDcs();
            case READONLY -> faults.dcsTakesWrites(false);
            case WRITABLE -> faults.dcsTakesWrites(true);
        }
    }

    private void cutFromZooKeeper(MemberName member) {
        world.faults().cutToDcs(member);
        world.faults().cutFromDcs(member);
    }

    private void cutOneWay(Fault.CutOneWay cut) {
        cut.to().stream().filter(_ -> cut.from().isEmpty()).forEach(world.faults()::cutFromDcs);
        for (MemberName from : cut.from()) {
            if (cut.to().isEmpty()) {
                world.faults().cutToDcs(from);
            }
            cut.to().forEach(to -> world.faults().cut(from, to));
        }
    }

    private void cut(List<MemberName> members, List<MemberName> others) {
        for (MemberName member : members) {
            for (MemberName other : others) {
                world.faults().cut(member, other);
                world.faults().cut(other, member);
            }
        }
    }

    private void heal(List<MemberName> members) {
        if (members.isEmpty()) {
            world.faults().healNetwork();
        }
        for (MemberName member : members) {
            world.faults().healDcs(member);
            for (SimMember other : world.hosts()) {
                world.faults().heal(member, other.name());
                world.faults().heal(other.name(), member);
            }
        }
    }

    private void toAgent(Fault.AgentChange change, MemberName member) {
        Faults faults = world.faults();
        switch (change) {
            case FREEZE -> faults.freezeAgent(member);
            case THAW -> faults.thawAgent(member);
            case KILL -> faults.killAgent(member);
            case START -> faults.startAgent(member);
            case STOP -> faults.stopAgent(member);
        }
    }

    private DynamicSettings inForce() {
        return world.dcs().view().config() instanceof Config.Present(DynamicSettings settings)
                ? settings
                : world.spec().settings();
    }

    private Optional<MemberName> holder() {
        return switch (world.dcs().lock()) {
            case Lock.Held held -> Optional.of(held.holder());
            case Lock.Free _ -> Optional.empty();
        };
    }
}
