package io.matriarch.runtime.dcs;

import io.matriarch.event.DcsEvent;
import io.matriarch.state.Lock;
import io.matriarch.value.MemberName;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;

/**
 * Writes our member node: the sign of life that passes through a quorum (lease L2), followed on the
 * same session by a read of the lock.
 */
final class MemberRequests {
    private final KeyPaths paths;
    private final MemberName member;

    MemberRequests(KeyPaths paths, MemberName member) {
        this.paths = paths;
        this.member = member;
    }

    CompletableFuture<Conclusion> write(Wire wire, Sent sent, byte[] record) {
        CompletableFuture<Reply> written = wire.write(paths.member(member), record, -1);
        CompletableFuture<Reply> lock = wire.read(paths.leader());
        return written.thenCombine(lock, (_, seen) -> seen)
                .thenCompose(seen ->
                        isOurs(written.join(), sent)
                                ? CompletableFuture.completedFuture(concluded(sent, seen))
                                : remake(wire, sent, record, written.join()));
    }

    /** A node of another session would vanish with it, so it cannot be kept. */
    private CompletableFuture<Conclusion> remake(
            Wire wire, Sent sent, byte[] record, Reply written) {
        String path = paths.member(member);
        if (written.isOk()) {
            wire.delete(path, -1);
        }
        return wire.create(path, record, CreateMode.EPHEMERAL)
                .thenCompose(made ->
                        made.isOk()
                                ? wire.read(paths.leader()).thenApply(seen -> concluded(sent, seen))
                                : CompletableFuture.completedFuture(
                                        sent.failed("cannot create " + path + ": " + made.code())));
    }

    private static boolean isOurs(Reply written, Sent sent) {
        return written.isOk() && written.stat().getEphemeralOwner() == sent.session().id();
    }

    private static Conclusion concluded(Sent sent, Reply leader) {
        Lock lock = leader.code() == Code.OK ? ReadingBuilder.lock(leader) : new Lock.Free();
        return now ->
                new DcsEvent.MemberWritten(now, sent.request(), sent.at(), sent.connection(), lock);
    }
}
