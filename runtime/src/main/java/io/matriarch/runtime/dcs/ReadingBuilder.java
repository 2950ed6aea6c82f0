package io.matriarch.runtime.dcs;

import io.matriarch.runtime.dcs.json.FailoverJson;
import io.matriarch.runtime.dcs.json.FailsafeJson;
import io.matriarch.runtime.dcs.json.HistoryJson;
import io.matriarch.runtime.dcs.json.MemberJson;
import io.matriarch.runtime.dcs.json.SettingsJson;
import io.matriarch.runtime.dcs.json.StatusJson;
import io.matriarch.runtime.dcs.json.SyncJson;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.SyncState;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.SessionId;
import io.matriarch.value.SystemId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a reading out of what the server said of each key. */
final class ReadingBuilder {
    /** The nodes that hold others: only their newest change is of interest. */
    static final String MEMBERS_NODE = "members";

    static final String BASE_NODE = "";

    private static final String MEMBERS = "members/";

    /** Stands for a holder whose name is not one. */
    private static final MemberName NAMELESS = new MemberName("(unreadable name)");

    private final Map<String, Reply> keys;

    private ReadingBuilder(Map<String, Reply> keys) {
        this.keys = keys;
    }

    /**
     * @param keys those that exist
     */
    static ClusterReading of(Map<String, Reply> keys) {
        ReadingBuilder builder = new ReadingBuilder(keys);
        SortedMap<String, String> texts = new TreeMap<>();
        keys.forEach((key, reply) -> texts.put(key, reply.text()));
        texts.remove(MEMBERS_NODE);
        texts.remove(BASE_NODE);
        return new ClusterReading(builder.view(), texts);
    }

    private ClusterView view() {
        return new ClusterView(
                initialize(),
                text("config").map(SettingsJson::read).orElse(new Config.Absent()),
                key("leader").map(ReadingBuilder::lock).orElse(new Lock.Free()),
                members(),
                key("failover")
                        .map(reply ->
                                FailoverJson.read(
                                        reply.text(), reply.revision(), reply.stat().getMzxid()))
                        .orElse(new FailoverRequest.None()),
                key("sync")
                        .map(reply -> SyncJson.read(reply.text(), reply.stat().getVersion()))
                        .orElse(SyncState.ABSENT),
                position(),
                text("history").flatMap(HistoryJson::read),
                text("failsafe").flatMap(FailsafeJson::read),
                newest(),
                text("status").flatMap(StatusJson::slots));
    }

    /** The newest transaction that made, changed or removed anything of what was read. */
    private long newest() {
        long newest = 0;
        for (Reply reply : keys.values()) {
            long changed = Math.max(reply.stat().getMzxid(), reply.stat().getPzxid());
            newest = Math.max(newest, changed);
        }
        return newest;
    }

    /** The lock as the server showed it: a reply that is {@code OK}. */
    static Lock lock(Reply leader) {
        return new Lock.Held(
                name(leader.text()),
                new SessionId(leader.stat().getEphemeralOwner()),
                new LockEpoch(leader.stat().getCzxid()));
    }

    private Initialize initialize() {
        Optional<Reply> reply = key("initialize");
        String text = reply.map(Reply::text).orElse("").strip();
        if (reply.isPresent() && text.isEmpty()) {
            return new Initialize.Claimed(reply.get().revision());
        }
        return SystemId.isValid(text)
                ? new Initialize.Made(new SystemId(text))
                : new Initialize.Absent();
    }

    private SortedMap<MemberName, Member> members() {
        SortedMap<MemberName, Member> members = new TreeMap<>();
        keys.forEach((key, reply) -> {
            if (key.startsWith(MEMBERS)) {
                MemberName name = name(key.substring(MEMBERS.length()));
                SessionId owner = new SessionId(reply.stat().getEphemeralOwner());
                members.put(name, new Member(name, owner, MemberJson.read(reply.text())));
            }
        });
        return members;
    }

    private Optional<Lsn> position() {
        return text("status")
                .flatMap(StatusJson::position)
                .or(() -> text("optime/leader").flatMap(StatusJson::position));
    }

    private static MemberName name(String text) {
        return text.isBlank() || text.indexOf('/') >= 0 ? NAMELESS : new MemberName(text);
    }

    private Optional<Reply> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    private Optional<String> text(String name) {
        return key(name).map(Reply::text);
    }
}
