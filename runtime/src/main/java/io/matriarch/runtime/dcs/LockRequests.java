package io.matriarch.runtime.dcs;

import io.matriarch.action.DcsAction;
import io.matriarch.event.DcsEvent;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;

/**
 * Takes the lock and gives it back (contract 1.12, lease L8). The lock is ours when its node lives
 * with our session; the name in it proves nothing.
 */
final class LockRequests {
    private static final byte[] NOTHING = {};

    private final KeyPaths paths;
    private final MemberName member;

    LockRequests(KeyPaths paths, MemberName member) {
        this.paths = paths;
        this.member = member;
    }

    /**
     * Creates the lock if there is none and {@code sync} is as it was judged on.
     *
     * @param syncVersion the version of {@code sync}; -1 when there was none
     */
    CompletableFuture<Conclusion> take(Wire wire, Sent sent, int syncVersion) {
        return attempt(wire, syncVersion)
                .thenCompose(first ->
                        isHomeless(first, syncVersion)
                                ? wire.createParents(paths.leader())
                                        .thenCompose(_ -> attempt(wire, syncVersion))
                                : CompletableFuture.completedFuture(first))
                .thenCompose(reply ->
                        wire.read(paths.leader())
                                .thenApply(seen -> taken(sent, syncVersion, reply, seen)));
    }

    private CompletableFuture<Reply> attempt(Wire wire, int syncVersion) {
        List<Op> operations = ifSyncIs(wire, syncVersion);
        operations.add(wire.creating(paths.leader(), name(), CreateMode.EPHEMERAL));
        return wire.multi(operations);
    }

    private List<Op> ifSyncIs(Wire wire, int syncVersion) {
        List<Op> operations = new ArrayList<>();
        if (syncVersion >= 0) {
            operations.add(Op.check(paths.sync(), syncVersion));
        } else {
            // ZooKeeper cannot check for absence: what can be made and deleted was not there.
            operations.add(wire.creating(paths.sync(), NOTHING, CreateMode.PERSISTENT));
            operations.add(Op.delete(paths.sync(), 0));
        }
        return operations;
    }

    /**
     * Takes the lock over from a holder that offers it (lease L9): all lock nodes have version 0,
     * so what guards the transaction is the version of the member node in which the offer was read.
     */
    CompletableFuture<Conclusion> takeOver(Wire wire, Sent sent, DcsAction.TakeOver order) {
        List<Op> operations = ifSyncIs(wire, order.syncVersion());
        operations.add(Op.check(paths.member(order.from()), order.offerVersion()));
        operations.add(Op.delete(paths.leader(), -1));
        operations.add(wire.creating(paths.leader(), name(), CreateMode.EPHEMERAL));
        return wire.read(paths.leader())
                .thenCompose(before ->
                        before.isOk() && before.stat().getCzxid() == order.tenure().zxid()
                                ? wire.multi(operations)
                                        .thenCompose(reply ->
                                                wire.read(paths.leader())
                                                        .thenApply(seen ->
                                                                takenOver(sent, reply, seen)))
                                : CompletableFuture.completedFuture(
                                        refused(sent, "the lock is another's by now")));
    }

    private Conclusion takenOver(Sent sent, Reply reply, Reply seen) {
        if (isOurs(sent, seen)) {
            return taken(sent, seen);
        }
        return reply.isOk()
                ? sent.failed("the lock was taken over and is gone again")
                : refused(sent, "what was offered has changed: " + reply.code());
    }

    private static boolean isOurs(Sent sent, Reply seen) {
        return seen.isOk() && seen.stat().getEphemeralOwner() == sent.session().id();
    }

    private static Conclusion taken(Sent sent, Reply seen) {
        LockEpoch epoch = new LockEpoch(seen.stat().getCzxid());
        return now ->
                new DcsEvent.LockTaken(now, sent.request(), sent.at(), sent.connection(), epoch);
    }

    /** Whether the nodes above are missing, so that nothing can be created. */
    private static boolean isHomeless(Reply reply, int syncVersion) {
        return reply.isAbsent() && (syncVersion < 0 || reply.failedOp() != 0);
    }

    private Conclusion taken(Sent sent, int syncVersion, Reply reply, Reply seen) {
        if (isOurs(sent, seen)) {
            return taken(sent, seen);
        }
        if (reply.isOk()) {
            return sent.failed("the lock was created and is gone again");
        }
        if (isHomeless(reply, syncVersion)) {
            return sent.failed("there is no place for the lock");
        }
        if (reply.failedOp() == 0) {
            return refused(sent, "sync has changed");
        }
        return refused(sent, seen.isOk() ? seen.text() + " has it" : "somebody had it");
    }

    /**
     * Deletes the lock of one tenure and writes our record in one transaction.
     *
     * @param record which says that the tenure was given back
     */
    CompletableFuture<Conclusion> release(Wire wire, Sent sent, LockEpoch epoch, byte[] record) {
        CompletableFuture<Reply> node = wire.exists(paths.member(member));
        return wire.read(paths.leader())
                .thenCompose(seen ->
                        isTenure(seen, sent, epoch)
                                ? giveBack(wire, releasing(wire, sent, node.join(), record))
                                        .thenApply(reply -> released(sent, reply))
                                : CompletableFuture.completedFuture(
                                        sent.refused("the lock is not ours any more")));
    }

    private CompletableFuture<Reply> giveBack(Wire wire, List<Op> operations) {
        return wire.multi(operations)
                .thenCompose(reply ->
                        reply.isAbsent()
                                ? wire.createParents(paths.member(member))
                                        .thenCompose(_ -> wire.multi(operations))
                                : CompletableFuture.completedFuture(reply));
    }

    private static boolean isTenure(Reply seen, Sent sent, LockEpoch epoch) {
        return seen.isOk()
                && seen.stat().getEphemeralOwner() == sent.session().id()
                && seen.stat().getCzxid() == epoch.zxid();
    }

    private List<Op> releasing(Wire wire, Sent sent, Reply node, byte[] record) {
        String path = paths.member(member);
        List<Op> operations = new ArrayList<>();
        if (node.isOk() && node.stat().getEphemeralOwner() == sent.session().id()) {
            operations.add(Op.setData(path, record, -1));
        } else {
            if (node.isOk()) {
                operations.add(Op.delete(path, -1));
            }
            operations.add(wire.creating(path, record, CreateMode.EPHEMERAL));
        }
        operations.add(Op.delete(paths.leader(), -1));
        return operations;
    }

    private static Conclusion released(Sent sent, Reply reply) {
        return reply.isOk()
                ? now ->
                        new DcsEvent.LockReleased(now, sent.request(), sent.at(), sent.connection())
                : sent.refused("lock or member record changed: " + reply.code());
    }

    private static Conclusion refused(Sent sent, String why) {
        return now ->
                new DcsEvent.LockRefused(now, sent.request(), sent.at(), sent.connection(), why);
    }

    private byte[] name() {
        return member.text().getBytes(StandardCharsets.UTF_8);
    }
}
