package io.matriarch.runtime.dcs;

import io.matriarch.action.DcsAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.DcsEvent;
import io.matriarch.runtime.dcs.session.Connector;
import io.matriarch.runtime.dcs.session.Link;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.data.ACL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what we own from one session to another (lease rule L10), on the other's connections. All
 * lock nodes have version 0, so what guards the transaction is our member node at the version that
 * we read it in: it goes when the old session does, and nobody else writes it.
 *
 * <p>The transaction is sent once. When its answer is lost the same session asks, on its next
 * connection, whose the member node is: what was sent on an earlier connection of the session has
 * no effect any more once a later one is served (ZooKeeper refuses it as moved).
 */
final class SessionMove {
    private static final Logger LOG = LoggerFactory.getLogger(SessionMove.class);

    /** What came of it: called once, never while a connection of the new session is missing. */
    interface Outcome {
        void moved(Link link, Optional<LockEpoch> tenure);

        void stayed(String why);
    }

    private final KeyPaths paths;
    private final MemberName member;
    private final List<ACL> acl;
    private final SessionId from;
    private final DcsAction.MoveSession order;
    private final byte[] record;
    private final Connector to;
    private final Clock clock;
    private final Outcome outcome;
    private boolean sent;
    private Moment triedAt = Moment.ZERO;
    private boolean over;

    /**
     * @param from the session that owns our nodes
     * @param record the new member node's content
     * @param to brings us to the new session
     * @param clock which ends the order's permit
     */
    SessionMove(
            KeyPaths paths,
            MemberName member,
            List<ACL> acl,
            SessionId from,
            DcsAction.MoveSession order,
            byte[] record,
            Connector to,
            Clock clock,
            Outcome outcome) {
        this.paths = paths;
        this.member = member;
        this.acl = acl;
        this.from = from;
        this.order = order;
        this.record = record;
        this.to = to;
        this.clock = clock;
        this.outcome = outcome;
    }

    /** The new session's connection stands, for the first time or again. */
    void connected(DcsEvent.SessionConnected event) {
        Optional<Link> link = to.link();
        if (link.isEmpty()) {
            return; // gone again: the next one is told, too
        }
        boolean first = begins(event);
        CompletableFuture<Void> course = first ? send(link.get()) : ask(link.get());
        course.exceptionally(failed -> {
            LOG.warn("whether our session was moved is not known yet: {}", failed.getMessage());
            return null;
        });
    }

    private synchronized boolean begins(DcsEvent.SessionConnected event) {
        boolean first = !sent;
        sent = true;
        triedAt = event.at();
        return first;
    }

    /** The new session is over: what it owned, if anything, went with it. */
    void lost() {
        end(() -> outcome.stayed("the second session ended"));
    }

    /** Gives it up while nothing was sent; false when it is too late for that. */
    boolean callOff(String why) {
        synchronized (this) {
            if (sent || over) {
                return false;
            }
            sent = true;
        }
        end(() -> outcome.stayed(why));
        return true;
    }

    /** Asks on another connection when this one has told nothing for a quarter of the timeout. */
    synchronized void hurry(Moment now) {
        boolean silent = now.since(triedAt).compareTo(order.timeout().dividedBy(4)) >= 0;
        if (sent && !over && silent) {
            triedAt = now;
            to.moveOn("no answer to the move of our session");
        }
    }

    private CompletableFuture<Void> send(Link link) {
        Wire wire = new Wire(link.handle(), acl);
        CompletableFuture<Reply> lock = wire.read(paths.leader());
        return wire.exists(paths.member(member))
                .thenCombine(lock, (node, seen) -> isOurs(node) && isTenure(seen) ? node : null)
                .thenCompose(node -> {
                    if (node == null) {
                        return stayed("member node or lock is not this session's any more");
                    }
                    return order.permit().isOver(clock.now())
                            ? stayed("permit is over")
                            : transact(wire, node, link);
                });
    }

    private CompletableFuture<Void> transact(Wire wire, Reply node, Link link) {
        return wire.multi(operations(wire, node))
                .thenCompose(reply ->
                        reply.isOk() ? moved(wire, link) : stayed("refused: " + reply.code()));
    }

    private CompletableFuture<Void> ask(Link link) {
        Wire wire = new Wire(link.handle(), acl);
        return wire.exists(paths.member(member))
                .thenCompose(node ->
                        node.isOk() && node.stat().getEphemeralOwner() == link.session().id()
                                ? moved(wire, link)
                                : stayed("the transaction had no effect"));
    }

    private List<Op> operations(Wire wire, Reply node) {
        String path = paths.member(member);
        Op away = Op.delete(path, node.stat().getVersion());
        Op anew = wire.creating(path, record, CreateMode.EPHEMERAL);
        byte[] name = member.text().getBytes(StandardCharsets.UTF_8);
        return order.tenure().isEmpty()
                ? List.of(away, anew)
                : List.of(
                        away,
                        anew,
                        Op.delete(paths.leader(), -1),
                        wire.creating(paths.leader(), name, CreateMode.EPHEMERAL));
    }

    private CompletableFuture<Void> moved(Wire wire, Link link) {
        return wire.read(paths.leader())
                .thenAccept(seen -> {
                    boolean ours =
                            seen.isOk() && seen.stat().getEphemeralOwner() == link.session().id();
                    Optional<LockEpoch> tenure =
                            ours
                                    ? Optional.of(new LockEpoch(seen.stat().getCzxid()))
                                    : Optional.empty();
                    end(() -> outcome.moved(link, tenure));
                });
    }

    private CompletableFuture<Void> stayed(String why) {
        end(() -> outcome.stayed(why));
        return CompletableFuture.completedFuture(null);
    }

    private void end(Runnable how) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        how.run();
    }

    private boolean isOurs(Reply node) {
        return node.isOk() && node.stat().getEphemeralOwner() == from.id();
    }

    private boolean isTenure(Reply lock) {
        return order.tenure()
                .map(epoch -> isOurs(lock) && lock.stat().getCzxid() == epoch.zxid())
                .orElse(true);
    }
}
