package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what happens at a moment: the words of an {@code at} statement after the time. */
final class FaultParser {
    private static final String KNOWN =
            "cut, heal, freeze agent, thaw agent, kill agent, start agent, stop agent, crash"
                    + " postgres, crash host, start host, zookeeper down, zookeeper up, zookeeper"
                    + " readonly, zookeeper writable, wipe zookeeper, backup zookeeper, restore"
                    + " zookeeper, stall reads of, refresh reads of, set, delete lock, expire"
                    + " session, switchover, failover, pause, resume, stop postgres, start"
                    + " postgres, promote postgres, write sync";

    private FaultParser() {}

    static Fault parse(Words words) {
        String verb = words.word("one of " + KNOWN);
        return switch (verb) {
            case "cut" -> cut(words);
            case "heal" -> new Fault.Heal(words.isEmpty() ? List.of() : words.members());
            case "freeze" -> agent(words, Fault.AgentChange.FREEZE);
            case "thaw" -> agent(words, Fault.AgentChange.THAW);
            case "kill" -> agent(words, Fault.AgentChange.KILL);
            case "stop" ->
                    words.skip("postgres")
                            ? new Fault.ByHand(Fault.HandWork.STOP, words.members())
                            : agent(words, Fault.AgentChange.STOP);
            case "promote" -> {
                words.must("postgres");
                yield new Fault.ByHand(Fault.HandWork.PROMOTE, words.members());
            }
            case "pause" -> new Fault.Pause();
            case "resume" -> new Fault.Resume();
            case "start" -> start(words);
            case "crash" -> crash(words);
            case "zookeeper" -> zookeeper(words);
            case "wipe", "backup", "restore" -> ensemble(words, verb);
            case "stall", "refresh" -> reads(words, verb.equals("stall"));
            case "set" -> settings(words);
            case "delete" -> {
                words.must("lock");
                yield new Fault.DeleteLock();
            }
            case "expire" -> {
                words.must("session");
                yield new Fault.ExpireSession(words.members());
            }
            case "switchover" -> new Fault.Switchover(after(words, "from"), after(words, "to"));
            case "failover" -> {
                words.must("to");
                yield new Fault.Failover(words.member());
            }
            case "write" -> writeSync(words);
            default -> throw words.wrong(verb, "nothing is called so; write one of " + KNOWN);
        };
    }

    private static Fault cut(Words words) {
        List<MemberName> members = words.members("from");
        words.must("from");
        return words.skip("zookeeper")
                ? new Fault.CutFromZooKeeper(members)
                : new Fault.CutFromMembers(members, words.members());
    }

    private static Fault agent(Words words, Fault.AgentChange change) {
        words.must("agent");
        return new Fault.ToAgent(change, words.members());
    }

    private static Fault start(Words words) {
        if (words.skip("postgres")) {
            return new Fault.ByHand(Fault.HandWork.START, words.members());
        }
        return words.skip("host")
                ? new Fault.StartHost(words.members())
                : agent(words, Fault.AgentChange.START);
    }

    private static Fault crash(Words words) {
        String what = words.word("'postgres' or 'host'");
        return switch (what) {
            case "postgres" -> new Fault.CrashPostgres(words.members());
            case "host" -> new Fault.CrashHost(words.members());
            default -> throw words.wrong(what, "write 'crash postgres …' or 'crash host …'");
        };
    }

    private static Fault zookeeper(Words words) {
        String what = words.word("'down', 'up', 'readonly' or 'writable'");
        return switch (what) {
            case "down" -> new Fault.ZooKeeperDown();
            case "up" -> new Fault.ZooKeeperUp();
            case "readonly" -> new Fault.ToZooKeeper(ZooKeeperChange.READONLY);
            case "writable" -> new Fault.ToZooKeeper(ZooKeeperChange.WRITABLE);
            default ->
                    throw words.wrong(
                            what, "write 'zookeeper down', 'up', 'readonly' or 'writable'");
        };
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

    private static Fault settings(Words words) {
        Settings changed = new Settings(Map.of());
        do {
            Setting setting = words.read("one of " + Setting.known(), Setting::of);
            changed =
                    changed.with(
                            setting,
                            words.read(
                                    setting.wanted(),
                                    text ->
                                            setting.accepts(text)
                                                    ? Optional.of(text)
                                                    : Optional.empty()));
        } while (words.skip(","));
        return new Fault.Set(changed);
    }

    private static Fault writeSync(Words words) {
        words.must("sync");
        MemberName leader = words.member();
        words.must("quorum");
        int quorum = (int) words.number();
        words.must("of");
        return new Fault.WriteSync(leader, quorum, words.members());
    }

    private static Optional<MemberName> after(Words words, String preposition) {
        return words.skip(preposition) ? Optional.of(words.member()) : Optional.empty();
    }
}
