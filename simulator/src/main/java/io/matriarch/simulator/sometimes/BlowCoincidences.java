package io.matriarch.simulator.sometimes;

import io.matriarch.simulator.mishap.HostChange;
import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Fault.AgentChange;
import io.matriarch.simulator.scenario.ZooKeeperChange;
import io.matriarch.simulator.sometimes.Coincidence.OfBlow;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation.Basebackup;
import io.matriarch.state.Operation.Promote;
import io.matriarch.state.Operation.RecoverAlone;
import io.matriarch.state.Operation.Rewind;
import java.util.List;

/** The coincidences that show when something befalls the world. */
final class BlowCoincidences {
    static final List<OfBlow> ALL =
            List.of(
                    new OfBlow(
                            "an agent is killed while its PostgreSQL is promoted",
                            now -> now.does(AgentChange.KILL) && now.strikesAt(Promote.class)),
                    new OfBlow(
                            "an agent is frozen while its PostgreSQL is promoted",
                            now -> now.does(AgentChange.FREEZE) && now.strikesAt(Promote.class)),
                    new OfBlow(
                            "an agent is killed while its data is rewound",
                            now -> now.does(AgentChange.KILL) && now.strikesAt(Rewind.class)),
                    new OfBlow(
                            "an agent is killed in the middle of a copy",
                            now -> now.does(AgentChange.KILL) && now.strikesAt(Basebackup.class)),
                    new OfBlow(
                            "an agent is killed with a request for the lock under way",
                            now ->
                                    now.does(AgentChange.KILL)
                                            && now.strikes(BlowCoincidences::isAsking)),
                    new OfBlow(
                            "an agent is frozen with a request for the lock under way",
                            now ->
                                    now.does(AgentChange.FREEZE)
                                            && now.strikes(BlowCoincidences::isAsking)),
                    new OfBlow(
                            "an agent is killed while its data recovers alone",
                            now -> now.does(AgentChange.KILL) && now.strikesAt(RecoverAlone.class)),
                    new OfBlow(
                            "the leader's host dies while another copies from it",
                            now ->
                                    now.fault() instanceof Fault.CrashHost
                                            && now.strikes(BlowCoincidences::isHeld)
                                            && now.anybodyAt(Basebackup.class)),
                    new OfBlow(
                            "ZooKeeper stops while a member is promoted",
                            now ->
                                    isZooKeeper(now, ZooKeeperChange.DOWN)
                                            && now.anybodyAt(Promote.class)),
                    new OfBlow(
                            "ZooKeeper stops while the lock is asked for",
                            now ->
                                    isZooKeeper(now, ZooKeeperChange.DOWN)
                                            && now.anybody(BlowCoincidences::isAsking)),
                    new OfBlow(
                            "ZooKeeper comes back while a primary lives by promises",
                            now ->
                                    isZooKeeper(now, ZooKeeperChange.UP)
                                            && now.anybody(
                                                    one -> one.failsafe().promise().isPresent())),
                    new OfBlow(
                            "the keys are wiped while nobody leads",
                            now ->
                                    isZooKeeper(now, ZooKeeperChange.WIPE)
                                            && now.truth().lock() instanceof Lock.Free),
                    new OfBlow(
                            "the lock is deleted while a member is promoted",
                            now ->
                                    now.fault() instanceof Fault.DeleteLock
                                            && now.anybodyAt(Promote.class)),
                    new OfBlow(
                            "a guard is killed while its member leads",
                            now ->
                                    now.fault() instanceof Fault.ToHost one
                                            && one.change() == HostChange.KILL_GUARD
                                            && now.strikes(BlowCoincidences::isHeld)),
                    new OfBlow(
                            "maintenance begins while a member is promoted",
                            now ->
                                    now.fault() instanceof Command.Pause
                                            && now.anybodyAt(Promote.class)),
                    new OfBlow(
                            "maintenance begins while nobody leads",
                            now ->
                                    now.fault() instanceof Command.Pause
                                            && now.truth().lock() instanceof Lock.Free),
                    new OfBlow(
                            "maintenance ends while nobody leads",
                            now ->
                                    now.fault() instanceof Command.Resume
                                            && now.truth().lock() instanceof Lock.Free),
                    new OfBlow(
                            "a switchover is asked for while nobody leads",
                            now ->
                                    now.fault() instanceof Command.Switchover
                                            && now.truth().lock() instanceof Lock.Free),
                    new OfBlow(
                            "a setting changes while nobody leads",
                            now ->
                                    now.fault() instanceof Command.Configure
                                            && now.truth().lock() instanceof Lock.Free));

    private BlowCoincidences() {}

    private static boolean isZooKeeper(Blow now, ZooKeeperChange change) {
        return now.fault() instanceof Fault.ToZooKeeper one && one.change() == change;
    }

    private static boolean isAsking(NodeState state) {
        return state.lease() instanceof Lease.Asked;
    }

    private static boolean isHeld(NodeState state) {
        return state.lease() instanceof Lease.Held;
    }
}
