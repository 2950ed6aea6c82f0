package io.matriarch.runtime.dcs;

import io.matriarch.runtime.dcs.json.FailoverJson;
import io.matriarch.runtime.dcs.json.FailsafeJson;
import io.matriarch.runtime.dcs.json.HistoryJson;
import io.matriarch.runtime.dcs.json.StatusJson;
import io.matriarch.runtime.dcs.json.SyncJson;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.SyncState;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Revision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;

/** The keys that only the leader writes: {@code status}, {@code history} and others. */
final class LeaderRequests {
    private final KeyPaths paths;

    LeaderRequests(KeyPaths paths) {
        this.paths = paths;
    }

    /** Writes {@code config} where it is missing or empty, and leaves any other as it is. */
    CompletableFuture<Conclusion> config(Wire wire, Sent sent, String text) {
        return wire.read(paths.config())
                .thenCompose(node -> {
                    if (node.isAbsent()) {
                        return wire.create(paths.config(), bytes(text), CreateMode.PERSISTENT)
                                .thenApply(reply -> ended(sent, reply, "config"));
                    }
                    return node.text().isBlank()
                            ? wire.write(paths.config(), bytes(text), node.stat().getVersion())
                                    .thenApply(reply -> ended(sent, reply, "config"))
                            : done(sent.refused("config exists"));
                });
    }

    /**
     * Publishes the position and keeps what {@code status} says of slots.
     *
     * @param alsoOld whether members read it from {@code optime/leader} (contract 1.3)
     */
    CompletableFuture<Conclusion> status(Wire wire, Sent sent, Lsn position, boolean alsoOld) {
        return wire.read(paths.status())
                .thenCompose(node -> {
                    String text = StatusJson.rewritten(node.text(), position);
                    CompletableFuture<Reply> old =
                            alsoOld
                                    ? put(wire, paths.optime(), decimal(position))
                                    : CompletableFuture.completedFuture(node);
                    CompletableFuture<Reply> status =
                            node.isOk() && node.text().equals(text)
                                    ? CompletableFuture.completedFuture(node)
                                    : put(wire, paths.status(), text);
                    return status.thenCombine(old, (reply, _) -> ended(sent, reply, "status"));
                });
    }

    CompletableFuture<Conclusion> history(Wire wire, Sent sent, List<HistoryLine> lines) {
        return put(wire, paths.history(), HistoryJson.write(lines))
                .thenApply(reply -> ended(sent, reply, "history"));
    }

    CompletableFuture<Conclusion> failsafe(
            Wire wire, Sent sent, SortedMap<MemberName, String> listed) {
        return put(wire, paths.failsafe(), FailsafeJson.write(listed))
                .thenApply(reply -> ended(sent, reply, "failsafe"));
    }

    /** Writes {@code sync} if it still has the version that the content says; -1 for none. */
    CompletableFuture<Conclusion> sync(Wire wire, Sent sent, SyncState content) {
        byte[] text = bytes(SyncJson.write(content));
        CompletableFuture<Reply> reply =
                content.version() < 0
                        ? wire.create(paths.sync(), text, CreateMode.PERSISTENT)
                        : wire.write(paths.sync(), text, content.version());
        return reply.thenApply(one -> ended(sent, one, "sync"));
    }

    /** Takes an operator's request off, if it is still the one that was seen. */
    CompletableFuture<Conclusion> clearFailover(Wire wire, Sent sent, Revision seen) {
        return wire.read(paths.failover())
                .thenCompose(node ->
                        node.isOk() && node.revision().equals(seen)
                                ? wire.write(
                                                paths.failover(),
                                                bytes(FailoverJson.NOTHING),
                                                seen.version())
                                        .thenApply(reply -> ended(sent, reply, "failover"))
                                : done(sent.refused("failover has changed")));
    }

    private static CompletableFuture<Reply> put(Wire wire, String path, String text) {
        return wire.write(path, bytes(text), -1)
                .thenCompose(reply ->
                        reply.isAbsent()
                                ? wire.create(path, bytes(text), CreateMode.PERSISTENT)
                                : CompletableFuture.completedFuture(reply));
    }

    private static Conclusion ended(Sent sent, Reply reply, String key) {
        return reply.isOk()
                ? sent.written()
                : sent.refused(key + " changed meanwhile: " + reply.code());
    }

    private static CompletableFuture<Conclusion> done(Conclusion conclusion) {
        return CompletableFuture.completedFuture(conclusion);
    }

    private static String decimal(Lsn position) {
        return Long.toUnsignedString(position.bytes());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
