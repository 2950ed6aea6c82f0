package io.matriarch.runtime.dcs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;

/**
 * ZooKeeper's asynchronous operations, one future each. Operations are carried out in the order of
 * these calls. A future fails with {@link NoAnswerException} when the outcome is unknown; whatever
 * the server decided about the node is a {@link Reply}.
 */
final class Wire {
    private static final byte[] EMPTY = {};

    private final ZooKeeper handle;
    private final List<ACL> acl;
    private final BooleanSupplier mayWrite;

    Wire(ZooKeeper handle, List<ACL> acl) {
        this(handle, acl, () -> true);
    }

    /**
     * @param mayWrite asked before each change: a request of several round trips may outlast its
     *     permit
     */
    Wire(ZooKeeper handle, List<ACL> acl, BooleanSupplier mayWrite) {
        this.handle = handle;
        this.acl = acl;
        this.mayWrite = mayWrite;
    }

    CompletableFuture<Reply> read(String path) {
        CompletableFuture<Reply> future = new CompletableFuture<>();
        handle.getData(
                path,
                false,
                (rc, at, _, data, stat) ->
                        end(future, rc, at, Reply.node(Code.get(rc), data, stat)),
                null);
        return future;
    }

    /** Leaves a watch that tells of the next change, also when there is no such node. */
    CompletableFuture<Reply> watch(String path, Watcher watcher) {
        CompletableFuture<Reply> future = new CompletableFuture<>();
        handle.exists(
                path,
                watcher,
                (rc, at, _, stat) -> end(future, rc, at, Reply.node(Code.get(rc), EMPTY, stat)),
                null);
        return future;
    }

    CompletableFuture<Reply> exists(String path) {
        CompletableFuture<Reply> future = new CompletableFuture<>();
        handle.exists(
                path,
                false,
                (rc, at, _, stat) -> end(future, rc, at, Reply.node(Code.get(rc), EMPTY, stat)),
                null);
        return future;
    }

    CompletableFuture<Reply> children(String path) {
        CompletableFuture<Reply> future = new CompletableFuture<>();
        handle.getChildren(
                path,
                false,
                (int rc, String at, Object _, List<String> names) ->
                        end(future, rc, at, Reply.names(Code.get(rc), names)),
                null);
        return future;
    }

    /**
     * @param version the one to replace, or -1 for any
     */
    CompletableFuture<Reply> write(String path, byte[] data, int version) {
        if (!mayWrite.getAsBoolean()) {
            return tooLate();
        }
        CompletableFuture<Reply> future = new CompletableFuture<>();
        handle.setData(
                path,
                data,
                version,
                (rc, at, _, stat) -> end(future, rc, at, Reply.node(Code.get(rc), EMPTY, stat)),
                null);
        return future;
    }

    CompletableFuture<Reply> delete(String path, int version) {
        if (!mayWrite.getAsBoolean()) {
            return tooLate();
        }
        CompletableFuture<Reply> future = new CompletableFuture<>();
        handle.delete(
                path, version, (rc, at, _) -> end(future, rc, at, Reply.plain(Code.get(rc))), null);
        return future;
    }

    /** Creates a node, and the empty persistent ones above it where they are missing. */
    CompletableFuture<Reply> create(String path, byte[] data, CreateMode mode) {
        return createHere(path, data, mode)
                .thenCompose(reply ->
                        reply.isAbsent()
                                ? createParents(path).thenCompose(_ -> createHere(path, data, mode))
                                : CompletableFuture.completedFuture(reply));
    }

    /**
     * Creates the empty persistent nodes above a path; those that exist stay as they are. Fails
     * only when the last of them is missing in the end: above the cluster's own nodes we may lack
     * the permission, and need none.
     */
    CompletableFuture<Void> createParents(String path) {
        List<CompletableFuture<Reply>> all = new ArrayList<>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            all.add(createHere(path.substring(0, slash), EMPTY, CreateMode.PERSISTENT));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .handle((_, failure) -> Optional.ofNullable(failure))
                .thenCompose(failure -> {
                    CompletableFuture<Reply> last = all.getLast();
                    boolean exists = !last.isCompletedExceptionally() && !last.join().isAbsent();
                    return exists || failure.isEmpty()
                            ? CompletableFuture.completedFuture(null)
                            : CompletableFuture.failedFuture(failure.get());
                });
    }

    /** Carries out all of the operations or none. */
    CompletableFuture<Reply> multi(List<Op> operations) {
        if (!mayWrite.getAsBoolean()) {
            return tooLate();
        }
        CompletableFuture<Reply> future = new CompletableFuture<>();
        handle.multi(
                operations,
                (rc, at, _, results) ->
                        end(
                                future,
                                rc,
                                String.valueOf(at),
                                Reply.transaction(Code.get(rc), failed(results))),
                null);
        return future;
    }

    Op creating(String path, byte[] data, CreateMode mode) {
        return Op.create(path, data, acl, mode);
    }

    private CompletableFuture<Reply> createHere(String path, byte[] data, CreateMode mode) {
        if (!mayWrite.getAsBoolean()) {
            return tooLate();
        }
        CompletableFuture<Reply> future = new CompletableFuture<>();
        handle.create(
                path,
                data,
                acl,
                mode,
                (int rc, String at, Object _, String _) ->
                        end(future, rc, at, Reply.plain(Code.get(rc))),
                null);
        return future;
    }

    private static CompletableFuture<Reply> tooLate() {
        return CompletableFuture.failedFuture(new NoAnswerException("permit is over"));
    }

    private static int failed(List<OpResult> results) {
        for (int i = 0; results != null && i < results.size(); i++) {
            if (results.get(i) instanceof OpResult.ErrorResult error
                    && error.getErr() != Code.OK.intValue()
                    && error.getErr() != Code.RUNTIMEINCONSISTENCY.intValue()) {
                return i;
            }
        }
        return -1;
    }

    private static void end(CompletableFuture<Reply> future, int rc, String path, Reply reply) {
        Code code = Code.get(rc);
        switch (code) {
            case OK, NONODE, NODEEXISTS, BADVERSION, NOTEMPTY -> future.complete(reply);
            case null, default -> future.completeExceptionally(new NoAnswerException(code, path));
        }
    }
}
