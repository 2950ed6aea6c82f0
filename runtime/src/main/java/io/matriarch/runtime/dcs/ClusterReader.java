package io.matriarch.runtime.dcs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher;

/**
 * Reads all keys of a cluster in the order of contract 1.10, members before the lock: a member
 * missing beside a free lock was gone before the lock was read. Two round trips: the names of the
 * members, then everything.
 */
final class ClusterReader {
    private static final List<String> BEFORE_MEMBERS =
            List.of("initialize", "config", "history", "sync");
    private static final List<String> AFTER_MEMBERS =
            List.of("leader", "status", "optime/leader", "failover", "failsafe");
    private static final List<String> WATCHED = List.of("config", "leader");

    private final KeyPaths paths;
    private final Optional<Watcher> watcher;

    /**
     * @param watcher told once of the next change of {@code leader} or {@code config}
     */
    ClusterReader(KeyPaths paths, Optional<Watcher> watcher) {
        this.paths = paths;
        this.watcher = watcher;
    }

    CompletableFuture<ClusterReading> read(Wire wire) {
        return wire.children(paths.members()).thenCompose(names -> readAll(wire, names.children()));
    }

    private CompletableFuture<ClusterReading> readAll(Wire wire, List<String> members) {
        Map<String, CompletableFuture<Reply>> replies = new LinkedHashMap<>();
        BEFORE_MEMBERS.forEach(key -> replies.put(key, readKey(wire, key)));
        members.forEach(name -> replies.put("members/" + name, readKey(wire, "members/" + name)));
        AFTER_MEMBERS.forEach(key -> replies.put(key, readKey(wire, key)));
        // Last: a node that is gone by now is a newer change of the node above it.
        replies.put(ReadingBuilder.MEMBERS_NODE, wire.read(paths.members()));
        replies.put(ReadingBuilder.BASE_NODE, wire.read(paths.base()));
        return CompletableFuture.allOf(replies.values().toArray(CompletableFuture[]::new))
                .thenApply(_ -> ReadingBuilder.of(present(replies)));
    }

    private CompletableFuture<Reply> readKey(Wire wire, String key) {
        CompletableFuture<Reply> seen =
                watcher.filter(_ -> WATCHED.contains(key))
                        .map(one -> wire.watch(paths.key(key), one))
                        .orElse(CompletableFuture.completedFuture(Reply.plain(Code.OK)));
        return seen.thenCombine(wire.read(paths.key(key)), (_, reply) -> reply);
    }

    private static Map<String, Reply> present(Map<String, CompletableFuture<Reply>> replies) {
        Map<String, Reply> present = new LinkedHashMap<>();
        replies.forEach((key, future) -> {
            Reply reply = future.join();
            if (reply.isOk()) {
                present.put(key, reply);
            }
        });
        return present;
    }
}
