package io.matriarch.runtime.dcs;

import io.matriarch.event.DcsEvent;
import io.matriarch.value.Revision;
import io.matriarch.value.SystemId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;

/** Key {@code initialize}: claiming the making of a cluster, and its system identifier. */
final class InitializeRequests {
    private static final byte[] EMPTY = {};

    private final KeyPaths paths;
    private final Supplier<String> firstConfig;

    /**
     * @param firstConfig the text of {@code config} for a cluster just made
     */
    InitializeRequests(KeyPaths paths, Supplier<String> firstConfig) {
        this.paths = paths;
        this.firstConfig = firstConfig;
    }

    CompletableFuture<Conclusion> claim(Wire wire, Sent sent) {
        return wire.create(paths.initialize(), EMPTY, CreateMode.PERSISTENT)
                .thenCompose(made ->
                        made.isOk()
                                ? wire.exists(paths.initialize())
                                        .thenApply(node -> claimed(sent, node))
                                : done(sent.refused("initialize exists")));
    }

    private static Conclusion claimed(Sent sent, Reply node) {
        return node.isOk()
                ? now ->
                        new DcsEvent.InitializeClaimed(
                                now, sent.request(), sent.at(), sent.connection(), node.revision())
                : sent.refused("initialize was deleted again");
    }

    CompletableFuture<Conclusion> drop(Wire wire, Sent sent, Revision claim) {
        return wire.read(paths.initialize())
                .thenCompose(node ->
                        isClaim(node, claim)
                                ? wire.delete(paths.initialize(), claim.version())
                                        .thenApply(reply -> ended(sent, reply))
                                : done(sent.refused("initialize has changed")));
    }

    CompletableFuture<Conclusion> announce(Wire wire, Sent sent, SystemId id, Revision claim) {
        CompletableFuture<Reply> config = wire.exists(paths.config());
        return wire.read(paths.initialize())
                .thenCompose(node ->
                        isClaim(node, claim)
                                ? wire.multi(announcing(wire, id, claim, config.join()))
                                        .thenApply(reply -> ended(sent, reply))
                                : done(sent.refused("initialize has changed")));
    }

    private List<Op> announcing(Wire wire, SystemId id, Revision claim, Reply config) {
        byte[] text = bytes(firstConfig.get());
        return List.of(
                Op.setData(paths.initialize(), bytes(id.text()), claim.version()),
                config.isOk()
                        ? Op.setData(paths.config(), text, -1)
                        : wire.creating(paths.config(), text, CreateMode.PERSISTENT));
    }

    /** Repairs the key: another system identifier is never replaced. */
    CompletableFuture<Conclusion> write(Wire wire, Sent sent, SystemId id) {
        String path = paths.initialize();
        return wire.read(path)
                .thenCompose(node -> {
                    String text = node.text().strip();
                    if (node.isAbsent()) {
                        return wire.create(path, bytes(id.text()), CreateMode.PERSISTENT)
                                .thenApply(reply -> ended(sent, reply));
                    }
                    if (SystemId.isValid(text)) {
                        return done(
                                text.equals(id.text())
                                        ? sent.written()
                                        : sent.refused("initialize says " + text));
                    }
                    return wire.write(path, bytes(id.text()), node.stat().getVersion())
                            .thenApply(reply -> ended(sent, reply));
                });
    }

    private static boolean isClaim(Reply node, Revision claim) {
        return node.isOk() && node.text().isBlank() && node.revision().equals(claim);
    }

    private static Conclusion ended(Sent sent, Reply reply) {
        return reply.isOk()
                ? sent.written()
                : sent.refused("initialize or config changed: " + reply.code());
    }

    private static CompletableFuture<Conclusion> done(Conclusion conclusion) {
        return CompletableFuture.completedFuture(conclusion);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
