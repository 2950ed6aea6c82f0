package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happens to the world at a given moment: misfortune, repair, or an operator's order. */
public sealed interface Fault {
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

    /** An operator works on PostgreSQL itself, past its agent. */
    record ByHand(HandWork work, List<MemberName> members) implements Fault {
        public ByHand {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return work.word() + " postgres " + names(members);
        }
    }

    /** What an operator can do to PostgreSQL by hand. */
    enum HandWork {
        /** {@code pg_ctl stop -m fast}. */
        STOP,
        /** {@code pg_ctl start}: what the data directory says it is. */
        START,
        /** {@code pg_ctl promote}. */
        PROMOTE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The cluster is put into maintenance. */
    record Pause() implements Fault {
        @Override
        public String text() {
            return "pause";
        }
    }

    /** Maintenance is over. */
    record Resume() implements Fault {
        @Override
        public String text() {
            return "resume";
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

    /** The whole ensemble stops; its data stays. */
    record ZooKeeperDown() implements Fault {
        @Override
        public String text() {
            return "zookeeper down";
        }
    }

    /** The ensemble runs again; sessions get their full time to come back. */
    record ZooKeeperUp() implements Fault {
        @Override
        public String text() {
            return "zookeeper up";
        }
    }

    /** What can happen to the ensemble's data, or to its willingness to change it. */
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

    /** Somebody changes the cluster's settings while it runs. */
    record Set(Settings settings) implements Fault {
        @Override
        public String text() {
            return "set "
                    + settings.given().entrySet().stream()
                            .map(one -> one.getKey().word() + " " + one.getValue())
                            .collect(Collectors.joining(", "));
        }
    }

    /** Somebody deletes the lock node by hand. */
    record DeleteLock() implements Fault {
        @Override
        public String text() {
            return "delete lock";
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

    /**
     * An operator asks for a planned change of the leader.
     *
     * @param from who leads; whoever leads at that moment when absent
     * @param to who shall lead; anybody fit when absent
     */
    record Switchover(Optional<MemberName> from, Optional<MemberName> to) implements Fault {
        @Override
        public String text() {
            return "switchover"
                    + from.map(name -> " from " + name).orElse("")
                    + to.map(name -> " to " + name).orElse("");
        }
    }

    /** An operator asks for a failover. */
    record Failover(MemberName to) implements Fault {
        @Override
        public String text() {
            return "failover to " + to;
        }
    }

    /**
     * Key {@code sync} is written, as a leader in synchronous mode would.
     *
     * @param quorum how many other voters must confirm; 0 when each standby has everything
     */
    record WriteSync(MemberName leader, int quorum, List<MemberName> standbys) implements Fault {
        public WriteSync {
            standbys = List.copyOf(standbys);
        }

        @Override
        public String text() {
            return "write sync " + leader + " quorum " + quorum + " of " + names(standbys);
        }
    }

    /** As a scenario says it. */
    String text();

    /** Whom it names; empty when it is about the ensemble, the lock, or everybody. */
    default List<MemberName> named() {
        return switch (this) {
            case CutFromZooKeeper cut -> cut.members();
            case CutFromMembers cut ->
                    Stream.concat(cut.members().stream(), cut.others().stream()).toList();
            case Heal heal -> heal.members();
            case ToAgent agent -> agent.members();
            case CrashPostgres crash -> crash.members();
            case ByHand work -> work.members();
            case CrashHost crash -> crash.members();
            case StartHost start -> start.members();
            case ExpireSession expire -> expire.members();
            case Switchover order ->
                    Stream.concat(order.from().stream(), order.to().stream()).toList();
            case Failover order -> List.of(order.to());
            case StallReads stall -> stall.members();
            case ZooKeeperDown _,
                    ZooKeeperUp _,
                    ToZooKeeper _,
                    Set _,
                    DeleteLock _,
                    Pause _,
                    Resume _ ->
                    List.of();
            case WriteSync sync ->
                    Stream.concat(Stream.of(sync.leader()), sync.standbys().stream()).toList();
        };
    }

    private static String names(List<MemberName> members) {
        return members.stream().map(MemberName::text).collect(Collectors.joining(" "));
    }
}
