package io.matriarch.simulator.scenario;

import io.matriarch.simulator.mishap.SlotDeed;
import io.matriarch.state.WatchdogPolicy;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an operator orders of the cluster, through an agent or with a key in ZooKeeper. */
public sealed interface Command extends Fault {
    /**
     * An operator asks for a planned change of the leader.
     *
     * @param from who leads; whoever leads at that moment when absent
     * @param to who shall lead; anybody fit when absent
     * @param when it shall happen; at once when absent
     */
    record Switchover(Optional<MemberName> from, Optional<MemberName> to, Optional<Duration> when)
            implements Command {
        @Override
        public String text() {
            return "switchover"
                    + from.map(name -> " from " + name).orElse("")
                    + to.map(name -> " to " + name).orElse("")
                    + when.map(at -> " at " + Amounts.text(at)).orElse("");
        }

        @Override
        public List<MemberName> named() {
            return Stream.concat(from.stream(), to.stream()).toList();
        }
    }

    /** An operator asks for a failover. */
    record Failover(MemberName to) implements Command {
        @Override
        public String text() {
            return "failover to " + to;
        }

        @Override
        public List<MemberName> named() {
            return List.of(to);
        }
    }

    /** Somebody does something with a slot, past the agent. */
    record SlotByHand(SlotDeed deed, String slot, MemberName member) implements Command {
        @Override
        public String text() {
            return deed.word() + " slot " + slot + " on " + member;
        }

        @Override
        public List<MemberName> named() {
            return List.of(member);
        }
    }

    /** The cluster is put into maintenance. */
    record Pause() implements Command {
        @Override
        public String text() {
            return "pause";
        }

        @Override
        public List<MemberName> named() {
            return List.of();
        }
    }

    /** Maintenance is over. */
    record Resume() implements Command {
        @Override
        public String text() {
            return "resume";
        }

        @Override
        public List<MemberName> named() {
            return List.of();
        }
    }

    /** An operator orders a restart of one PostgreSQL from its agent, now or at a time. */
    record Restart(MemberName member, Optional<Duration> when) implements Command {
        @Override
        public String text() {
            return when.map(at -> "schedule restart " + member + " at " + Amounts.text(at))
                    .orElse("restart " + member);
        }

        @Override
        public List<MemberName> named() {
            return List.of(member);
        }
    }

    /** An operator orders that a member's data be replaced by a copy. */
    record Reinitialize(MemberName member, boolean force) implements Command {
        @Override
        public String text() {
            return "reinitialize " + member + (force ? " force" : "");
        }

        @Override
        public List<MemberName> named() {
            return List.of(member);
        }
    }

    /** An operator changes a setting of the cluster. */
    record Configure(Setting setting, String value) implements Command {
        @Override
        public String text() {
            return "set " + setting.word() + " " + value;
        }

        @Override
        public List<MemberName> named() {
            return List.of();
        }
    }

    /**
     * Key {@code sync} is written, as a leader in synchronous mode would.
     *
     * @param quorum how many other voters must confirm; 0 when each standby has everything
     */
    record WriteSync(MemberName leader, int quorum, List<MemberName> standbys) implements Command {
        public WriteSync {
            standbys = List.copyOf(standbys);
        }

        @Override
        public String text() {
            return "write sync "
                    + leader
                    + " quorum "
                    + quorum
                    + " of "
                    + standbys.stream().map(MemberName::text).collect(Collectors.joining(" "));
        }

        @Override
        public List<MemberName> named() {
            return Stream.concat(Stream.of(leader), standbys.stream()).toList();
        }
    }

    /** The member's configuration file says this of the watchdog, and its agent is told so. */
    record SetWatchdog(MemberName member, WatchdogPolicy.Mode mode) implements Command {
        @Override
        public String text() {
            return "watchdog " + mode.name().toLowerCase(Locale.ROOT) + " on " + member;
        }

        @Override
        public List<MemberName> named() {
            return List.of(member);
        }
    }
}
