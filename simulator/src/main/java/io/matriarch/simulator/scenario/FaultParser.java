package io.matriarch.simulator.scenario;

import io.matriarch.simulator.mishap.Dog;
import io.matriarch.simulator.mishap.HostChange;
import io.matriarch.simulator.mishap.Key;
import io.matriarch.simulator.mishap.SlotDeed;
import io.matriarch.simulator.mishap.Tool;
import io.matriarch.simulator.world.Trouble;
import io.matriarch.state.WatchdogPolicy;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what happens at a moment: the words of an {@code at} statement after the time. */
final class FaultParser {
    private static final String KNOWN =
            "cut, heal, repair, freeze agent, thaw agent, kill agent, start agent, stop agent, crash"
                    + " postgres, freeze postgres, thaw postgres, start postgres, kill guard,"
                    + " start guard, fill disk, free disk, break TOOL, hang TOOL, mend TOOL, crash"
                    + " host, start host, zookeeper down, zookeeper up, zookeeper readonly,"
                    + " zookeeper writable, wipe zookeeper, backup zookeeper, restore zookeeper,"
                    + " stall reads of, refresh reads of, delete KEY, expire session,"
                    + " network, clock, tag, watchdog MODE on, set, switchover, failover, pause, resume, stop"
                    + " postgres, promote postgres, demote postgres, swap data, write sync, restart,"
                    + " schedule restart, reinitialize, "
                    + SlotDeed.known()
                    + ", "
                    + String.join(", ", Trouble.subjects());

    private FaultParser() {}

    static Fault parse(Words words) {
        String verb = words.word("one of " + KNOWN);
        return switch (verb) {
            case "cut" -> cut(words);
            case "clock" -> clock(words);
            case "network" -> Impairment.network(words);
            case "heal" -> new Fault.Heal(words.isEmpty() ? List.of() : words.members());
            case "repair" -> new Repair(words.members());
            case String _ when !things(verb).isEmpty() -> host(verb, words);
            case "break", "hang", "mend" -> tool(verb, words);
            case "tag" -> new Fault.Retag(words.member(), MemberLine.tags(words));
            case "set" -> set(words);
            case "watchdog" -> watchdog(words);
            case "restart" -> new Command.Restart(words.member(), Optional.empty());
            case "schedule" -> scheduled(words);
            case "reinitialize" -> new Command.Reinitialize(words.member(), words.skip("force"));
            case "pause" -> new Command.Pause();
            case "resume" -> new Command.Resume();
            case "crash" -> crash(words);
            case "zookeeper" -> zookeeper(words);
            case "wipe", "backup", "restore" -> ensemble(words, verb);
            case "stall", "refresh" -> reads(words, verb.equals("stall"));
            case "delete" -> delete(words);
            case "expire" -> {
                words.must("session");
                yield new Fault.ExpireSession(words.members());
            }
            case "switchover" -> switchover(words);
            case "failover" -> {
                words.must("to");
                yield new Command.Failover(words.member());
            }
            case "write" -> writeSync(words);
            case String deed when SlotDeed.of(deed).isPresent() -> slot(words, deed);
            case String subject when Trouble.subjects().contains(subject) ->
                    trouble(words, subject);
            default -> throw unknown(words, verb);
        };
    }

    private static ScenarioError unknown(Words words, String verb) {
        List<String> verbs =
                Arrays.stream(KNOWN.split(", ")).map(one -> one.split(" ")[0]).distinct().toList();
        return words.wrong(
                verb,
                "nothing is called so" + Nearest.hint(verb, verbs) + "; write one of " + KNOWN);
    }

    private static Fault slot(Words words, String deed) {
        words.must("slot");
        String slot = words.word("a slot's name");
        words.must("on");
        return new Command.SlotByHand(SlotDeed.of(deed).orElseThrow(), slot, words.member());
    }

    private static Fault trouble(Words words, String subject) {
        String state = words.word(Trouble.states(subject));
        Trouble trouble =
                Trouble.of(subject, state)
                        .orElseThrow(() -> words.wrong(state, "write " + Trouble.states(subject)));
        return new Fault.ToMachine(trouble, words.members());
    }

    private static Fault clock(Words words) {
        List<MemberName> members = words.members("back", "ahead", "slow", "fast", "true");
        if (words.skip("true")) {
            return new Impairment.ClockRate(members, 0);
        }
        if (words.skip("slow")) {
            return new Impairment.ClockRate(members, -words.share("/1000", 999));
        }
        if (words.skip("fast")) {
            return new Impairment.ClockRate(members, words.share("/1000", 999));
        }
        boolean back = words.skip("back");
        if (!back) {
            words.must("ahead");
        }
        Duration step = words.duration();
        return new Fault.StepClock(members, back ? step.negated() : step);
    }

    private static Fault cut(Words words) {
        if (words.skip("zookeeper")) {
            words.must("to");
            return new Fault.CutOneWay(List.of(), words.members());
        }
        List<MemberName> members = words.members("from", "to");
        if (words.skip("to")) {
            return new Fault.CutOneWay(
                    members, words.skip("zookeeper") ? List.of() : words.members());
        }
        if (!words.skip("from")) {
            words.word("'from' or 'to', then 'zookeeper' or members' names");
        }
        return words.skip("zookeeper")
                ? new Fault.CutFromZooKeeper(members)
                : new Fault.CutFromMembers(members, words.members());
    }

    /** What happens to the host, to its agent, or to another thing on it. */
    private static Fault host(String verb, Words words) {
        String thing = words.word(things(verb));
        Optional<Fault.AgentChange> toAgent =
                Arrays.stream(Fault.AgentChange.values())
                        .filter(one -> thing.equals("agent") && one.word().equals(verb))
                        .findFirst();
        if (toAgent.isPresent()) {
            return new Fault.ToAgent(toAgent.get(), words.members());
        }
        if (verb.equals("start") && thing.equals("host")) {
            return new Fault.StartHost(words.members());
        }
        HostChange change =
                HostChange.of(verb, thing)
                        .orElseThrow(() -> words.wrong(thing, "write " + things(verb) + " here"));
        return new Fault.ToHost(change, words.members());
    }

    /** What the verb can be said of. */
    private static String things(String verb) {
        List<String> things = new ArrayList<>();
        if (Arrays.stream(Fault.AgentChange.values()).anyMatch(one -> one.word().equals(verb))) {
            things.add("'agent'");
        }
        if (verb.equals("start")) {
            things.add("'host'");
        }
        for (HostChange change : HostChange.values()) {
            if (change.words().startsWith(verb + " ")) {
                things.add("'" + change.words().substring(verb.length() + 1) + "'");
            }
        }
        return String.join(" or ", things);
    }

    private static Fault tool(String verb, Words words) {
        Tool.Change change =
                Arrays.stream(Tool.Change.values())
                        .filter(one -> one.word().equals(verb))
                        .findFirst()
                        .orElseThrow();
        Tool tool = words.read("one of " + Tool.known(), Tool::of);
        return new Fault.ToTool(change, tool, words.members());
    }

    private static Fault delete(Words words) {
        return words.skip("lock")
                ? new Fault.DeleteLock()
                : new Fault.DeleteKey(
                        words.read(
                                "'lock', 'initialize', 'config', 'history' or 'status'", Key::of));
    }

    private static Fault set(Words words) {
        String name = words.word("a setting's name");
        Setting setting = Setting.named(words, name);
        if (setting.isLocal()) {
            throw words.wrong(name, "only 'settings' can say it, for it never changes");
        }
        return new Command.Configure(setting, setting.value(words));
    }

    private static Fault watchdog(Words words) {
        WatchdogPolicy.Mode mode = words.read(MemberLine.MODES, Dog::mode);
        words.must("on");
        return new Command.SetWatchdog(words.member(), mode);
    }

    private static Fault crash(Words words) {
        String what = words.word("'postgres' or 'host'");
        return switch (what) {
            case "postgres" -> new Fault.CrashPostgres(words.members());
            case "host" -> new Fault.CrashHost(words.members());
            default -> throw words.wrong(what, "write 'crash postgres …' or 'crash host …'");
        };
    }

    private static Fault switchover(Words words) {
        Optional<MemberName> from = after(words, "from");
        Optional<MemberName> to = after(words, "to");
        Optional<Duration> when =
                words.skip("at") ? Optional.of(words.duration()) : Optional.empty();
        return new Command.Switchover(from, to, when);
    }

    private static Fault scheduled(Words words) {
        words.must("restart");
        MemberName member = words.member();
        words.must("at");
        return new Command.Restart(member, Optional.of(words.duration()));
    }

    private static Fault zookeeper(Words words) {
        return words.read(
                "'down', 'up', 'readonly' or 'writable'",
                state ->
                        Arrays.stream(ZooKeeperChange.values())
                                .filter(one -> one.words().equals("zookeeper " + state))
                                .map(one -> (Fault) new Fault.ToZooKeeper(one))
                                .findFirst());
    }

    private static Fault ensemble(Words words, String verb) {
        words.must("zookeeper");
        return new Fault.ToZooKeeper(ZooKeeperChange.valueOf(verb.toUpperCase(Locale.ROOT)));
    }

    private static Fault reads(Words words, boolean lags) {
        words.must("reads");
        words.must("of");
        return new Fault.StallReads(words.members(), lags);
    }

    private static Fault writeSync(Words words) {
        words.must("sync");
        MemberName leader = words.member();
        words.must("quorum");
        int quorum = (int) words.number();
        words.must("of");
        return new Command.WriteSync(leader, quorum, words.members());
    }

    private static Optional<MemberName> after(Words words, String preposition) {
        return words.skip(preposition) ? Optional.of(words.member()) : Optional.empty();
    }
}
