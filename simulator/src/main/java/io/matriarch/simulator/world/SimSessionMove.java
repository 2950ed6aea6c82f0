package io.matriarch.simulator.world;

import io.matriarch.action.DcsAction;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;
import java.time.Duration;
import java.util.Optional;

/**
 * A client's move from its session to a second one with another timeout. The transaction is sent
 * once; when its answer is lost the second session asks, on a new connection, whose the member node
 * is: what an older connection sent can have no effect after that.
 */
final class SimSessionMove {
    /** How long an attempt is waited for before the next. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * @param link the new session's connection
     * @param askedAt before the session was asked for, by the client's clock
     * @param tenure of the lock, when it was moved
     */
    record Moved(
            DcsLink link,
            SessionId session,
            Moment askedAt,
            Duration timeout,
            Optional<LockEpoch> tenure) {}

    private final World world;
    private final SimMember host;
    private final AgentProcess agent;
    private final SimDcsClient client;
    private final Dice dice;
    private final SessionId from;
    private final DcsAction.MoveSession order;
    private final Moment askedAt;
    private final Duration timeout;
    private Optional<SessionId> fresh = Optional.empty();
    private long attempts;
    private boolean over;

    SimSessionMove(
            World world,
            SimMember host,
            AgentProcess agent,
            SimDcsClient client,
            Dice dice,
            SessionId from,
            DcsAction.MoveSession order) {
        this.world = world;
        this.host = host;
        this.agent = agent;
        this.client = client;
        this.dice = dice;
        this.from = from;
        this.order = order;
        this.askedAt = host.clock().now();
        this.timeout = world.dcs().negotiated(order.timeout());
    }

    /** Begins the second session; one that cannot be had in time is given up. */
    void begin() {
        DcsLink link = new DcsLink(world, client, host.name(), dice);
        link.there(() -> {
            SessionId begun = world.dcs().begin(link, timeout);
            link.back(() -> agent.enter(() -> begun(link, begun)));
        });
        world.agenda().after(PATIENCE, () -> agent.enter(this::giveUpUnlessBegun));
    }

    private void giveUpUnlessBegun() {
        if (fresh.isEmpty() && !over) {
            over = true;
            client.stayed(order.request(), askedAt, "no second session in time");
        }
    }

    private void begun(DcsLink link, SessionId begun) {
        if (!over && order.permit().isOver(host.clock().now())) {
            over = true;
            client.stayed(order.request(), askedAt, "permit is over");
        }
        if (over) {
            link.there(() -> world.dcs().end(begun, "closed"));
            return;
        }
        fresh = Optional.of(begun);
        long mine = ++attempts;
        link.there(() -> {
            if (world.dcs().serves(begun, link) && world.dcs().isWritable()) {
                world.dcs().signOfLife(begun);
                boolean done =
                        world.dcs()
                                .tree()
                                .owned()
                                .move(host.name(), from, begun, order.tenure(), order.record());
                Optional<LockEpoch> tenure = tenure();
                link.back(() -> agent.enter(() -> concluded(mine, link, done, tenure)));
            }
        });
        world.agenda().after(PATIENCE, () -> agent.enter(() -> ask(mine)));
    }

    /** No answer: whoever owns the member node tells what the transaction did. */
    private void ask(long last) {
        if (over || last != attempts) {
            return;
        }
        long mine = ++attempts;
        SessionId session = fresh.orElseThrow();
        DcsLink link = new DcsLink(world, client, host.name(), dice);
        link.there(() -> {
            if (!world.network().passesFromDcs(host.name())) {
                return;
            }
            boolean lives = world.dcs().resume(session, link);
            boolean done = lives && world.dcs().tree().owned().isOwner(host.name(), session);
            Optional<LockEpoch> tenure = tenure();
            link.back(() -> agent.enter(() -> concluded(mine, link, done, tenure)));
        });
        world.agenda().after(PATIENCE, () -> agent.enter(() -> ask(mine)));
    }

    private Optional<LockEpoch> tenure() {
        return order.tenure().flatMap(_ -> world.dcs().tree().owned().epoch());
    }

    private void concluded(long attempt, DcsLink link, boolean done, Optional<LockEpoch> tenure) {
        if (over || attempt != attempts) {
            return;
        }
        over = true;
        SessionId session = fresh.orElseThrow();
        if (done) {
            world.tellFact("dcs", "what " + host.name() + " owns moved to another session");
            client.adopt(order.request(), from, new Moved(link, session, askedAt, timeout, tenure));
        } else {
            link.there(() -> world.dcs().end(session, "closed"));
            client.stayed(
                    order.request(), askedAt, "member node or lock is not this session's any more");
        }
    }
}
