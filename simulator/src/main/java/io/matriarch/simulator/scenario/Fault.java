package io.matriarch.simulator.scenario;

import io.matriarch.simulator.mishap.HostChange;
import io.matriarch.simulator.mishap.Key;
import io.matriarch.simulator.mishap.Tool;
import io.matriarch.simulator.world.Trouble;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happens to the world at a given moment: misfortune, repair, or an operator's order. */
public sealed interface Fault
        permits Command,
                Repair,
                Impairment,
                Fault.CutFromZooKeeper,
                Fault.CutFromMembers,
                Fault.CutOneWay,
                Fault.Heal,
                Fault.ToAgent,
                Fault.CrashPostgres,
                Fault.CrashHost,
                Fault.StartHost,
                Fault.ToZooKeeper,
                Fault.StallReads,
                Fault.DeleteLock,
                Fault.ToMachine,
                Fault.ExpireSession,
                Fault.ToHost,
                Fault.ToTool,
                Fault.DeleteKey,
                Fault.StepClock,
                Fault.Retag {
    /** The members' hosts reach no ZooKeeper server any more. */
    record CutFromZooKeeper(List<MemberName> members) implements Fault {
        public CutFromZooKeeper {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return "cut " + names(members) + " from zookeeper";
        }
    }

    /** The hosts on one side and those on the other do not reach each other any more. */
    record CutFromMembers(List<MemberName> members, List<MemberName> others) implements Fault {
        public CutFromMembers {
            members = List.copyOf(members);
            others = List.copyOf(others);
        }

        @Override
        public String text() {
            return "cut " + names(members) + " from " + names(others);
        }
    }

    /**
     * Nothing gets from the hosts on one side to those on the other; the way back is open.
     *
     * @param from empty for ZooKeeper
     * @param to empty for ZooKeeper
     */
    record CutOneWay(List<MemberName> from, List<MemberName> to) implements Fault {
        public CutOneWay {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }

        @Override
        public String text() {
            return "cut " + side(from) + " to " + side(to);
        }

        private static String side(List<MemberName> hosts) {
            return hosts.isEmpty() ? "zookeeper" : names(hosts);
        }
    }

    /** Every cut of these members is over; every cut at all when none is named. */
    record Heal(List<MemberName> members) implements Fault {
        public Heal {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return ("heal " + names(members)).strip();
        }
    }

    /** Something happens to agents; their PostgreSQL is not touched by it. */
    record ToAgent(AgentChange change, List<MemberName> members) implements Fault {
        public ToAgent {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return change.word() + " agent " + names(members);
        }
    }

    /** What can happen to an agent. */
    enum AgentChange {
        /** SIGSTOP. */
        FREEZE,
        /** SIGCONT. */
        THAW,
        /** SIGKILL. */
        KILL,
        /** Started by its service manager. */
        START,
        /** SIGTERM: a stop that was asked for, which takes PostgreSQL along. */
        STOP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The postmaster and all its processes are gone at once. */
    record CrashPostgres(List<MemberName> members) implements Fault {
        public CrashPostgres {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return "crash postgres " + names(members);
        }
    }

    /** The machine loses power. */
    record CrashHost(List<MemberName> members) implements Fault {
        public CrashHost {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return "crash host " + names(members);
        }
    }

    /** The machine comes back and its service manager starts the agent. */
    record StartHost(List<MemberName> members) implements Fault {
        public StartHost {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return "start host " + names(members);
        }
    }

    /** Something happens to the ensemble or its data. */
    record ToZooKeeper(ZooKeeperChange change) implements Fault {
        @Override
        public String text() {
            return change.words();
        }
    }

    /** The server that these members read from lags behind from now on, or has caught up. */
    record StallReads(List<MemberName> members, boolean lags) implements Fault {
        public StallReads {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return (lags ? "stall reads of " : "refresh reads of ") + names(members);
        }
    }

    /** Somebody deletes the lock node by hand. */
    record DeleteLock() implements Fault {
        @Override
        public String text() {
            return "delete lock";
        }
    }

    /** Something happens to the disk or the server of these hosts. */
    record ToMachine(Trouble trouble, List<MemberName> members) implements Fault {
        public ToMachine {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return trouble.words() + " " + names(members);
        }
    }

    /** The ensemble ends the sessions of these members' agents, as if they had expired. */
    record ExpireSession(List<MemberName> members) implements Fault {
        public ExpireSession {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return "expire session " + names(members);
        }
    }

    /** Something happens to a thing on hosts. */
    record ToHost(HostChange change, List<MemberName> members) implements Fault {
        public ToHost {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return change.words() + " " + names(members);
        }
    }

    /** A tool fails or hangs on hosts, or works again. */
    record ToTool(Tool.Change change, Tool tool, List<MemberName> members) implements Fault {
        public ToTool {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return change.word() + " " + tool.word() + " " + names(members);
        }
    }

    /** Somebody deletes a key by hand. */
    record DeleteKey(Key key) implements Fault {
        @Override
        public String text() {
            return "delete " + key.word();
        }
    }

    /**
     * The wall clock of these hosts is set to another time; the monotonic one runs on as it did.
     *
     * @param step negative when it is set back
     */
    record StepClock(List<MemberName> members, Duration step) implements Fault {
        public StepClock {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return "clock "
                    + names(members)
                    + (step.isNegative() ? " back " : " ahead ")
                    + Amounts.text(step.abs());
        }
    }

    /**
     * The member's configuration file has other tags: its agent reads them when it starts next.
     *
     * @param tags all of them, by name
     */
    record Retag(MemberName member, SortedMap<String, String> tags) implements Fault {
        public Retag {
            tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        }

        @Override
        public String text() {
            return "tag " + member + MemberLine.text(tags);
        }
    }

    /** As a scenario says it. */
    String text();

    /** Whom it names; empty when it is about the ensemble, the lock, or everybody. */
    default List<MemberName> named() {
        return FaultMembers.of(this);
    }

    private static String names(List<MemberName> members) {
        return members.stream().map(MemberName::text).collect(Collectors.joining(" "));
    }
}
