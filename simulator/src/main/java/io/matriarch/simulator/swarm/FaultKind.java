package io.matriarch.simulator.swarm;

import io.matriarch.simulator.mishap.HostChange;
import io.matriarch.simulator.mishap.Key;
import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Fault.AgentChange;
import io.matriarch.simulator.scenario.ZooKeeperChange;
import io.matriarch.simulator.world.Trouble;
import io.matriarch.state.WatchdogPolicy;
import java.time.Duration;
import java.util.List;

/**
 * The kinds of misfortune and of orders. Each seed draws which of them there are in its run; each
 * draws one case of itself, with its mending, at a time.
 */
enum FaultKind {
    CUT_FROM_ZOOKEEPER(Plans::cutFromZooKeeper),
    CUT_FROM_MEMBERS(Plans::cutFromMembers),
    CUT_ONE_WAY(Plans::cutOneWay),
    NETWORK_FLAPS(Impairments::flapping),
    NETWORK_SLOW(Impairments::slow),
    NETWORK_LOSSY(Impairments::lossy),
    CLOCK_RATE(Impairments::clockRate),
    FREEZE_AGENT((draw, time) -> Plans.agent(draw, time, AgentChange.FREEZE, AgentChange.THAW)),
    KILL_AGENT((draw, time) -> Plans.agent(draw, time, AgentChange.KILL, AgentChange.START)),
    STOP_AGENT((draw, time) -> Plans.agent(draw, time, AgentChange.STOP, AgentChange.START)),
    CRASH_POSTGRES((draw, time) -> once(time, new Fault.CrashPostgres(draw.some()))),
    CRASH_HOST(Plans::crashHost),
    ZOOKEEPER_DOWN(
            (draw, time) -> Plans.ensemble(draw, time, ZooKeeperChange.DOWN, ZooKeeperChange.UP)),
    ZOOKEEPER_READONLY((draw, time) ->
            Plans.ensemble(draw, time, ZooKeeperChange.READONLY, ZooKeeperChange.WRITABLE)),
    ZOOKEEPER_RESTORED((draw, time) ->
            Plans.ensemble(draw, time, ZooKeeperChange.BACKUP, ZooKeeperChange.RESTORE)),
    ZOOKEEPER_WIPED((_, time) -> once(time, new Fault.ToZooKeeper(ZooKeeperChange.WIPE))),
    STALE_READS(Plans::staleReads),
    LOCK_DELETED((_, time) -> once(time, new Fault.DeleteLock())),
    KEY_DELETED((draw, time) -> once(time, new Fault.DeleteKey(draw.pick(List.of(Key.values()))))),
    SESSION_EXPIRED((draw, time) -> once(time, new Fault.ExpireSession(draw.some()))),
    DISK_FULL((draw, time) -> Plans.trouble(draw, time, Trouble.DISK_FULL, Trouble.DISK_FREED)),
    DISK_STALLED(
            (draw, time) -> Plans.trouble(draw, time, Trouble.DISK_STALLED, Trouble.DISK_RESUMED)),
    ARCHIVER_STUCK((draw, time) ->
            Plans.trouble(draw, time, Trouble.ARCHIVER_STUCK, Trouble.ARCHIVER_FREED)),
    LASTING_TROUBLE(
            (draw, time) -> once(time, new Fault.ToMachine(draw.pick(Plans.LASTING), draw.some()))),
    POSTGRES_FROZEN((draw, time) ->
            Plans.host(draw, time, HostChange.FREEZE_POSTGRES, HostChange.THAW_POSTGRES)),
    AGENT_DISK_FULL(
            (draw, time) -> Plans.host(draw, time, HostChange.FILL_DISK, HostChange.FREE_DISK)),
    GUARD_KILLED(
            (draw, time) -> Plans.host(draw, time, HostChange.KILL_GUARD, HostChange.START_GUARD)),
    WATCHDOG_LOST((draw, time) ->
            Plans.host(draw, time, HostChange.LOSE_WATCHDOG, HostChange.FIND_WATCHDOG)),
    HAND_WORK(
            (draw, time) -> once(time, new Fault.ToHost(draw.pick(Plans.HAND_WORK), draw.some()))),
    TOOL_FAILS(Plans::tool),
    CLOCK_STEPPED(Plans::clock),
    RETAGGED((draw, time) -> once(time, new Fault.Retag(draw.one(), CastDraw.tags(draw)))),
    SWITCHOVER(Plans::switchover),
    FAILOVER((draw, time) -> once(time, new Command.Failover(draw.one()))),
    RESTART((draw, time) ->
            once(time, new Command.Restart(draw.one(), Plans.perhapsLater(draw, time)))),
    REINITIALIZE((draw, time) -> once(time, new Command.Reinitialize(draw.one(), draw.chance(50)))),
    MAINTENANCE(Plans::maintenance),
    CONFIGURED((draw, time) -> once(time, SettingsDraw.change(draw))),
    SYNC_WRITTEN(Plans::sync),
    SLOT_BY_HAND(Plans::slot),
    WATCHDOG_SET((draw, time) ->
            once(
                    time,
                    new Command.SetWatchdog(
                            draw.one(), draw.pick(List.of(WatchdogPolicy.Mode.values())))));

    /** Draws one case that begins then. */
    interface Drawing {
        List<Strike> draw(Draw draw, Duration time);
    }

    private final Drawing drawing;

    FaultKind(Drawing drawing) {
        this.drawing = drawing;
    }

    List<Strike> draw(Draw draw, Duration time) {
        return drawing.draw(draw, time);
    }

    private static List<Strike> once(Duration time, Fault fault) {
        return List.of(new Strike(time, fault));
    }
}
