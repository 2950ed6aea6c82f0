package io.matriarch.runtime.dcs;

import io.matriarch.action.DcsAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.runtime.dcs.session.Connector;
import io.matriarch.runtime.dcs.session.Link;
import io.matriarch.runtime.dcs.session.SessionFile;
import io.matriarch.runtime.dcs.session.SessionListener;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.zookeeper.data.ACL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session that requests are sent on, and a second one while what we own is moved to it. At most
 * one move at a time; until its outcome is known neither session is closed (lease rule L10).
 */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /** How long the second session may take to begin. */
    private static final Duration TO_BEGIN = Duration.ofSeconds(2);

    private final DcsSettings settings;
    private final Optional<SessionFile> file;
    private final List<ACL> acl;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final RequestQueue queue;
    private final Supplier<Duration> ttl;

    private volatile Seat seat;
    private volatile Optional<Moving> moving = Optional.empty();

    /** A connector and who hears of it. */
    private record Seat(Connector connector, Ear ear) {}

    private record Moving(Seat to, SessionMove move, Moment since) {}

    /**
     * @param ttl the session timeout to ask for
     * @param queue makes the queue of requests that go out on {@link #link}
     */
    Sessions(
            DcsSettings settings,
            Supplier<Duration> ttl,
            Optional<SessionFile> file,
            List<ACL> acl,
            Clock clock,
            Consumer<Event> sink,
            Function<Supplier<Optional<Link>>, RequestQueue> queue) {
        this.settings = settings;
        this.ttl = ttl;
        this.file = file;
        this.acl = acl;
        this.clock = clock;
        this.sink = sink;
        this.queue = queue.apply(this::link);
        Ear ear = new Ear();
        this.seat =
                new Seat(Connector.resuming(target(settings.ttl()), ttl, file, clock, ear), ear);
    }

    RequestQueue queue() {
        return queue;
    }

    void start() {
        seat.connector().start();
    }

    /** The connection that requests are sent on, while one stands. */
    Optional<Link> link() {
        return seat.connector().link();
    }

    /** To be called several times a second. */
    void look() {
        seat.connector().look();
        moving.ifPresent(one -> {
            one.to().connector().look();
            boolean late = clock.now().since(one.since()).compareTo(TO_BEGIN) >= 0;
            if (late && !one.move().callOff("no second session in time")) {
                one.move().hurry(clock.now());
            }
        });
    }

    /** Goes to another server with the same session. */
    void moveOn(String why) {
        seat.connector().moveOn(why);
    }

    void closeSession() {
        moving.ifPresent(one -> one.to().connector().abandon());
        seat.connector().closeSession();
    }

    void abandon() {
        moving.ifPresent(one -> one.to().connector().abandon());
        seat.connector().abandon();
    }

    /** Begins to move what we own; told by {@code SessionMoved} or {@code WriteRefused}. */
    synchronized void move(DcsAction.MoveSession order, byte[] record) {
        Optional<Link> from = link();
        boolean late = order.permit().isOver(clock.now());
        if (late || from.isEmpty() || moving.isPresent()) {
            String why =
                    late
                            ? "permit is over"
                            : from.isEmpty() ? "not connected" : "another move is not over";
            sink.accept(new DcsEvent.RequestUnsent(clock.now(), order.request(), why));
            return;
        }
        Moment askedAt = clock.now();
        Ear ear = new Ear();
        Connector connector =
                Connector.fresh(
                        target(order.timeout()),
                        () -> order.timeout(),
                        file,
                        from.get().connection(),
                        clock,
                        ear);
        Seat to = new Seat(connector, ear);
        SessionMove move =
                new SessionMove(
                        settings.paths(),
                        settings.member(),
                        acl,
                        from.get().session(),
                        order,
                        record,
                        connector,
                        clock,
                        new Outcome(to, order, askedAt, from.get().connection()));
        ear.move = Optional.of(move);
        moving = Optional.of(new Moving(to, move, askedAt));
        connector.start();
    }

    private Connector.Target target(Duration timeout) {
        return new Connector.Target(settings.hosts(), timeout, settings.authData());
    }

    /** What is done once the outcome of a move is known. */
    private final class Outcome implements SessionMove.Outcome {
        private final Seat to;
        private final DcsAction.MoveSession order;
        private final Moment askedAt;
        private final long connection;

        Outcome(Seat to, DcsAction.MoveSession order, Moment askedAt, long connection) {
            this.to = to;
            this.order = order;
            this.askedAt = askedAt;
            this.connection = connection;
        }

        @Override
        public void moved(Link link, Optional<LockEpoch> tenure) {
            Seat before = seat;
            before.ear().deaf = true;
            queue.connectionOver("our session was moved");
            seat = to;
            to.ear().move = Optional.empty();
            moving = Optional.empty();
            LOG.info("what we own is session 0x{}'s from now on", link.session());
            sink.accept(
                    new DcsEvent.SessionMoved(
                            clock.now(),
                            order.request(),
                            askedAt,
                            link.session(),
                            link.connection(),
                            link.timeout(),
                            tenure));
            away(before);
        }

        @Override
        public void stayed(String why) {
            to.ear().deaf = true;
            moving = Optional.empty();
            LOG.warn("our session keeps its timeout: {}", why);
            seat.connector().keepSession();
            sink.accept(
                    new DcsEvent.WriteRefused(
                            clock.now(), order.request(), askedAt, connection, why));
            away(to);
        }

        /** Ends a session that owns nothing; in a thread of its own, for that may take seconds. */
        private void away(Seat empty) {
            Thread.ofPlatform().daemon().name("dcs-move").start(empty.connector()::closeSession);
        }
    }

    /** Hears what becomes of one connector's session. */
    private final class Ear implements SessionListener {
        private volatile Optional<SessionMove> move = Optional.empty();
        private volatile boolean deaf;

        @Override
        public void connectionOver(String why) {
            if (!deaf && move.isEmpty()) {
                queue.connectionOver(why);
            }
        }

        @Override
        public void session(DcsEvent event) {
            if (deaf) {
                return;
            }
            if (move.isEmpty()) {
                sink.accept(event);
            } else if (event instanceof DcsEvent.SessionConnected connected) {
                move.get().connected(connected);
            } else if (event instanceof DcsEvent.SessionLost) {
                move.get().lost();
            }
        }

        @Override
        public Moment newestAnswered() {
            return move.isEmpty() ? queue.newestAnswered() : Moment.ZERO;
        }
    }
}
