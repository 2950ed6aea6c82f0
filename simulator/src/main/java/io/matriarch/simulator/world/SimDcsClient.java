package io.matriarch.simulator.world;

import io.matriarch.action.DcsAction;
import io.matriarch.driver.DcsPort;
import io.matriarch.event.DcsEvent;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import io.matriarch.value.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The ZooKeeper client inside one agent's process. It keeps the session alive while the process
 * runs, notices a dead connection when a request or a ping stays unanswered, and connects again by
 * itself; it never repeats a request.
 */
final class SimDcsClient implements DcsPort {
    private static final Range RECONNECT = Range.millis(100, 1000);
    private static final Range ATTEMPT = Range.millis(1000, 2000);
    private static final Range UNSENT = Range.millis(0, 1);

    private final World world;
    private final SimMember host;
    private final AgentProcess agent;
    private final Dice dice;
    private final Set<RequestId> pending = new LinkedHashSet<>();
    private Duration timeout;
    private Optional<DcsLink> link = Optional.empty();
    private Optional<SessionId> session;
    private long connection;
    private long attempts;
    private Moment heard;
    private Moment unconnectedSince;
    private long restorations;

    SimDcsClient(World world, SimMember host, AgentProcess agent) {
        this.world = world;
        this.host = host;
        this.agent = agent;
        this.dice = world.seed().dice("network/" + host.name() + "->dcs/" + agent.number());
        this.timeout = world.dcs().negotiated(world.spec().settings().ttl());
        this.session = host.session();
        this.heard = world.now();
        this.unconnectedSince = world.now();
        this.restorations = world.dcs().restorations();
    }

    /** Begins to connect: to the session that an earlier run left on the disk, if there is one. */
    void open() {
        connect();
        pingLater();
    }

    @Override
    public void send(DcsAction request) {
        RequestId id = request.request();
        boolean late = request.permit().isOver(host.clock().now());
        if (late || link.isEmpty()) {
            String why = late ? "permit is over" : "not connected";
            world.agenda()
                    .after(
                            dice.within(UNSENT),
                            () -> agent.deliver(at -> new DcsEvent.RequestUnsent(at, id, why)));
            return;
        }
        if (request instanceof DcsAction.MoveSession order) {
            new SimSessionMove(world, host, agent, this, dice, session.orElseThrow(), order)
                    .begin();
            return;
        }
        DcsLink used = link.get();
        SessionId mine = session.orElseThrow();
        Moment sentAt = host.clock().now();
        pending.add(id);
        DcsRequest work = new DcsRequest(world, host.name(), mine, used, sentAt, connection);
        used.there(() -> {
            if (world.dcs().serves(mine, used)) {
                world.dcs().signOfLife(mine);
                work.carryOut(request, answer -> received(used, id, answer));
            }
        });
        breakUnless(patience(), used, () -> !pending.contains(id));
    }

    /** Nothing was moved. */
    void stayed(RequestId id, Moment sentAt, String why) {
        agent.deliver(at -> new DcsEvent.WriteRefused(at, id, sentAt, connection, why));
    }

    /** Goes on with the new session, which owns all that was ours; the old one is closed. */
    void adopt(RequestId id, SessionId from, SimSessionMove.Moved result) {
        Optional<SessionId> before = session;
        List<RequestId> failed = new ArrayList<>(pending);
        pending.clear();
        attempts++;
        link = Optional.of(result.link());
        session = Optional.of(result.session());
        timeout = result.timeout();
        heard = world.now();
        host.keepSession(session);
        long number = ++connection;
        agent.deliver(at ->
                new DcsEvent.SessionMoved(
                        at,
                        id,
                        result.askedAt(),
                        result.session(),
                        number,
                        result.timeout(),
                        result.tenure()));
        failed.forEach(one ->
                agent.deliver(at -> new DcsEvent.RequestFailed(at, one, "the session was moved")));
        result.link()
                .there(() -> {
                    world.dcs().end(from, "closed after a move");
                    before.ifPresent(one -> world.dcs().end(one, "closed after a move"));
                });
    }

    @Override
    public void closeSession() {
        if (link.isPresent() && session.isPresent()) {
            SessionId mine = session.get();
            link.get().there(() -> world.dcs().end(mine, "closed"));
            host.keepSession(Optional.empty());
        }
    }

    /** The process is dead, and its socket closed. */
    void processDied() {
        link = Optional.empty();
        pending.clear();
    }

    void noticed(DcsLink on) {
        agent.enter(() -> {
            if (isCurrent(on)) {
                agent.deliver(DcsEvent.DcsNoticed::new);
            }
        });
    }

    /** The connection is found dead: every unanswered request fails. */
    void broken(DcsLink which, String why) {
        agent.enter(() -> {
            if (!isCurrent(which)) {
                return;
            }
            link = Optional.empty();
            unconnectedSince = world.now();
            List<RequestId> failed = new ArrayList<>(pending);
            pending.clear();
            agent.deliver(DcsEvent.SessionSuspended::new);
            failed.forEach(id -> agent.deliver(at -> new DcsEvent.RequestFailed(at, id, why)));
            connectLater();
        });
    }

    private void received(DcsLink on, RequestId id, AgentProcess.Arrival answer) {
        agent.enter(() -> {
            if (isCurrent(on) && pending.remove(id)) {
                heard = world.now();
                agent.deliver(answer);
            }
        });
    }

    /** A quarter of the session timeout, at most what a request may take (lease rule L15). */
    private Duration patience() {
        Duration quarter = timeout.dividedBy(4);
        Duration most = world.spec().settings().retryTimeout();
        return quarter.compareTo(most) < 0 ? quarter : most;
    }

    private void breakUnless(Duration patience, DcsLink which, BooleanSupplier fine) {
        world.agenda()
                .after(
                        patience,
                        () ->
                                agent.enter(() -> {
                                    if (isCurrent(which) && !fine.getAsBoolean()) {
                                        broken(which, "no answer in time");
                                    }
                                }));
    }

    /** The library's own sign of life, each third of the timeout. */
    private void pingLater() {
        world.agenda().after(timeout.dividedBy(3), () -> agent.enter(this::ping));
    }

    private void ping() {
        pingLater();
        if (link.isEmpty()) {
            return;
        }
        DcsLink used = link.get();
        SessionId mine = session.orElseThrow();
        Moment sent = world.now();
        used.there(() -> {
            if (world.dcs().serves(mine, used)) {
                world.dcs().signOfLife(mine);
                used.back(() -> agent.enter(() -> heard = world.now()));
            }
        });
        breakUnless(timeout.dividedBy(3), used, () -> heard.compareTo(sent) > 0);
    }

    private void connectLater() {
        world.agenda().after(dice.within(RECONNECT), () -> agent.enter(this::connect));
    }

    /** One attempt; a lost or refused one is followed by another. */
    private void connect() {
        long mine = ++attempts;
        DcsLink attempt = new DcsLink(world, this, host.name(), dice);
        Moment askedAt = host.clock().now();
        if (session.isEmpty()) {
            timeout =
                    world.dcs()
                            .negotiated(
                                    host.belief()
                                            .map(state -> state.settings().ttl())
                                            .orElse(world.spec().settings().ttl()));
        }
        attempt.there(() -> greet(attempt, mine, askedAt));
        world.agenda().after(dice.within(ATTEMPT), () -> ifLatest(mine, this::connect));
    }

    private void greet(DcsLink attempt, long mine, Moment askedAt) {
        // A TCP connection needs both directions.
        if (isRefused() || !world.network().passesFromDcs(host.name())) {
            return;
        }
        if (session.isPresent() && world.dcs().resume(session.get(), attempt)) {
            attempt.back(() -> ifLatest(mine, () -> connected(attempt, askedAt, false)));
        } else if (session.isPresent()) {
            attempt.back(() -> ifLatest(mine, this::over));
        } else {
            SessionId begun = world.dcs().begin(attempt, timeout);
            attempt.back(() ->
                    ifLatest(
                            mine,
                            () -> {
                                session = Optional.of(begun);
                                host.keepSession(session);
                                connected(attempt, askedAt, true);
                            }));
        }
    }

    /**
     * A server refuses a client that has seen newer data than its own. Only a handle made anew has
     * seen nothing; the client makes one when it was unconnected for two timeouts (lease rule L8).
     */
    private boolean isRefused() {
        boolean ahead = restorations != world.dcs().restorations();
        boolean anew = world.now().hasReached(unconnectedSince.plus(timeout.multipliedBy(2)));
        if (ahead && anew) {
            restorations = world.dcs().restorations();
        }
        return ahead && !anew;
    }

    private void ifLatest(long attempt, Runnable action) {
        agent.enter(() -> {
            if (attempt == attempts && link.isEmpty()) {
                action.run();
            }
        });
    }

    private void over() {
        boolean ofThisRun = connection > 0;
        session = Optional.empty();
        host.keepSession(session);
        if (ofThisRun) {
            agent.deliver(DcsEvent.SessionLost::new);
        }
        connect();
    }

    private void connected(DcsLink made, Moment askedAt, boolean isNew) {
        link = Optional.of(made);
        heard = world.now();
        long number = ++connection;
        SessionId mine = session.orElseThrow();
        agent.deliver(
                at -> new DcsEvent.SessionConnected(at, askedAt, mine, number, timeout, isNew));
    }

    private boolean isCurrent(DcsLink which) {
        return link.equals(Optional.of(which));
    }
}
