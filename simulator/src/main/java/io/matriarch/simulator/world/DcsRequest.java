package io.matriarch.simulator.world;

import io.matriarch.action.DcsAction;
import io.matriarch.event.DcsEvent;
import io.matriarch.state.ClusterView;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import io.matriarch.value.Revision;
import io.matriarch.value.SessionId;
import java.util.Optional;
import java.util.function.Consumer;

/** One request as the server carries it out, and the answer that goes back. */
final class DcsRequest {
    /** Between the first and the second part of a request that has two. */
    private static final Range SECOND_PART = Range.millis(1, 3);

    private final World world;
    private final MemberName me;
    private final SessionId session;
    private final DcsLink link;
    private final Moment sentAt;
    private final long connection;
    private final Dice dice;

    /**
     * @param sentAt when it left, by the client's clock
     * @param connection the client's number of the connection
     */
    DcsRequest(
            World world,
            MemberName me,
            SessionId session,
            DcsLink link,
            Moment sentAt,
            long connection) {
        this.world = world;
        this.me = me;
        this.session = session;
        this.link = link;
        this.sentAt = sentAt;
        this.connection = connection;
        this.dice = world.dcs().dice();
    }

    /**
     * @param client takes the answer when it has come back
     */
    void carryOut(DcsAction request, Consumer<AgentProcess.Arrival> client) {
        if (world.dcs().isWritable() || !isWrite(request)) {
            serve(request, client);
        } else {
            RequestId id = request.request();
            reply(client, at -> new DcsEvent.RequestFailed(at, id, "writes are refused"));
        }
    }

    private void serve(DcsAction request, Consumer<AgentProcess.Arrival> client) {
        DcsTree tree = world.dcs().tree();
        switch (request) {
            case DcsAction.ReadCluster(RequestId id) -> {
                world.dcs().watch(link);
                ClusterView first = world.dcs().viewOf(me);
                second(() -> reply(client, clusterRead(id, first, world.dcs().viewOf(me))));
            }
            case DcsAction.WriteMember write -> writeMember(client, tree, write);
            case DcsAction.TouchSession(RequestId id) ->
                    reply(client, at -> new DcsEvent.SessionTouched(at, id, sentAt, connection));
            case DcsAction.TakeLock take -> reply(client, takeLock(tree, take));
            case DcsAction.TakeOver take -> takeOver(client, tree, take);
            case DcsAction.ReleaseLock release -> reply(client, releaseLock(tree, release));
            case DcsAction.ClaimInitialize(RequestId id) -> reply(client, claim(tree, id));
            case DcsAction.DropClaim drop ->
                    reply(client, written(drop, tree.dropClaim(drop.revision())));
            case DcsAction.AnnounceCluster one ->
                    reply(
                            client,
                            written(one, tree.announce(one.systemId(), one.claim(), settings())));
            case DcsAction.WriteSystemId one ->
                    reply(client, written(one, tree.writeSystemId(one.systemId())));
            case DcsAction.WriteConfig one ->
                    reply(client, written(one, tree.writeFirstConfig(inForce())));
            case DcsAction.WriteStatus one ->
                    done(client, one, () -> tree.writeStatus(one.position(), one.slots()));
            case DcsAction.WriteHistory one ->
                    reply(client, written(one, tree.writeHistory(one.lines())));
            case DcsAction.WriteFailsafe one ->
                    done(client, one, () -> tree.writeFailsafe(one.listed()));
            case DcsAction.WriteSync one ->
                    reply(client, written(one, tree.writeSync(one.content())));
            case DcsAction.ClearFailover one ->
                    reply(client, written(one, tree.clearFailover(one.revision())));
            case DcsAction.MoveSession _ ->
                    throw new IllegalStateException("a move is not a request of one session");
        }
    }

    private void writeMember(
            Consumer<AgentProcess.Arrival> client, DcsTree tree, DcsAction.WriteMember write) {
        tree.owned().writeMember(me, session, write.record());
        second(() -> reply(client, memberWritten(write.request(), tree.owned().lock())));
    }

    private static boolean isWrite(DcsAction request) {
        return !(request instanceof DcsAction.ReadCluster)
                && !(request instanceof DcsAction.TouchSession);
    }

    private void done(Consumer<AgentProcess.Arrival> client, DcsAction request, Runnable write) {
        write.run();
        reply(client, written(request, true));
    }

    /** The second part comes a little later; other clients may have been served in between. */
    private void second(Runnable part) {
        Moment due = world.now().plus(dice.within(SECOND_PART));
        link.busyAtServer(due);
        world.agenda()
                .at(
                        due,
                        () -> {
                            if (world.dcs().serves(session, link)) {
                                part.run();
                            }
                        });
    }

    private void reply(Consumer<AgentProcess.Arrival> client, AgentProcess.Arrival answer) {
        link.back(() -> client.accept(answer));
    }

    /** Keys in the order of contract 1.10: the lock and what follows it are read last. */
    private AgentProcess.Arrival clusterRead(RequestId id, ClusterView first, ClusterView last) {
        ClusterView view =
                new ClusterView(
                        first.initialize(),
                        first.config(),
                        last.lock(),
                        first.members(),
                        last.failover(),
                        first.sync(),
                        last.position(),
                        first.history(),
                        last.failsafe(),
                        last.newest(),
                        last.slots());
        return at -> new DcsEvent.ClusterRead(at, id, sentAt, connection, view);
    }

    private AgentProcess.Arrival memberWritten(RequestId id, Lock lock) {
        return at -> new DcsEvent.MemberWritten(at, id, sentAt, connection, lock);
    }

    private AgentProcess.Arrival takeLock(DcsTree tree, DcsAction.TakeLock take) {
        Optional<String> obstacle =
                changed(tree, take.syncVersion()).or(() -> tree.owned().takeLock(me, session));
        return taken(tree, take.request(), obstacle);
    }

    /** The tenure is looked at first, then comes the transaction. */
    private void takeOver(
            Consumer<AgentProcess.Arrival> client, DcsTree tree, DcsAction.TakeOver take) {
        if (!tree.owned().isTenure(take.tenure())) {
            reply(client, taken(tree, take.request(), Optional.of("it is another's by now")));
            return;
        }
        second(() -> {
            Optional<String> obstacle =
                    changed(tree, take.syncVersion())
                            .or(() ->
                                    tree.owned()
                                            .takeOver(
                                                    me, session, take.from(), take.offerVersion()));
            reply(client, taken(tree, take.request(), obstacle));
        });
    }

    private static Optional<String> changed(DcsTree tree, int syncVersion) {
        return tree.sync().version() == syncVersion
                ? Optional.empty()
                : Optional.of("sync has changed");
    }

    private AgentProcess.Arrival taken(DcsTree tree, RequestId id, Optional<String> obstacle) {
        if (obstacle.isPresent()) {
            return at -> new DcsEvent.LockRefused(at, id, sentAt, connection, obstacle.get());
        }
        LockEpoch epoch = tree.owned().epoch().orElseThrow();
        world.tellFact("dcs", "lock to " + me + " (epoch " + epoch + ")");
        return at -> new DcsEvent.LockTaken(at, id, sentAt, connection, epoch);
    }

    private AgentProcess.Arrival releaseLock(DcsTree tree, DcsAction.ReleaseLock release) {
        if (!tree.owned().releaseLock(me, session, release.epoch(), release.record())) {
            return written(release, false);
        }
        world.tellFact("dcs", "lock given back by " + me);
        RequestId id = release.request();
        return at -> new DcsEvent.LockReleased(at, id, sentAt, connection);
    }

    private AgentProcess.Arrival claim(DcsTree tree, RequestId id) {
        Optional<Revision> made = tree.claimInitialize();
        return made.<AgentProcess.Arrival>map(revision ->
                        at -> new DcsEvent.InitializeClaimed(at, id, sentAt, connection, revision))
                .orElseGet(() ->
                        at ->
                                new DcsEvent.WriteRefused(
                                        at, id, sentAt, connection, "there is one"));
    }

    private AgentProcess.Arrival written(DcsAction request, boolean done) {
        RequestId id = request.request();
        return done
                ? at -> new DcsEvent.Written(at, id, sentAt, connection)
                : at -> new DcsEvent.WriteRefused(at, id, sentAt, connection, "it has changed");
    }

    /** What the asking agent goes by: what it read last, or else what it was started with. */
    private DynamicSettings inForce() {
        return world.member(me).belief().map(NodeState::settings).orElseGet(this::settings);
    }

    private DynamicSettings settings() {
        return world.spec().settings();
    }
}
