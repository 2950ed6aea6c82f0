package io.matriarch.simulator.world;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import io.matriarch.state.Lock;
import io.matriarch.state.SyncState;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * ZooKeeper: one service of several servers, of which only the whole is modelled. Its sessions
 * expire on the grid of tickTime, rounded up. Signs of life of a client reach the server that
 * expires sessions only with the next report of the server that the client is connected to, up to
 * one tickTime later, and never when that server is cut off meanwhile.
 */
public final class SimDcs {
    /** Between two deletions by hand. */
    private static final Duration WIPE_STEP = Duration.ofMillis(3);

    private final World world;
    private final Dice dice;
    private DcsTree tree;
    private final TreeMap<SessionId, ServerSession> sessions = new TreeMap<>();
    private final List<DcsLink> watchers = new ArrayList<>();
    private final TreeMap<MemberName, ClusterView> stalled = new TreeMap<>();
    private Optional<Backup> backup = Optional.empty();
    private long sessionsMade;
    private long restored;
    private boolean up = true;
    private boolean writable = true;

    /** A copy of its data: the keys, and the sessions with their owners. */
    private record Backup(DcsTree keys, Map<SessionId, MemberName> owners, Duration timeout) {}

    SimDcs(World world) {
        this.world = world;
        this.dice = world.seed().dice("dcs");
        this.tree = new DcsTree(this::watchedChanged);
    }

    public boolean isUp() {
        return up;
    }

    /** All keys, as they truly are now. */
    public ClusterView view() {
        return tree.view();
    }

    public SyncState sync() {
        return tree.sync();
    }

    /** Key {@code config}. */
    public Config config() {
        return tree.config();
    }

    public Lock lock() {
        return tree.owned().lock();
    }

    /**
     * The member's session that the server still counts as alive, if any; the newest of several.
     */
    public Optional<SessionId> sessionOf(MemberName member) {
        return sessions.values().stream()
                .filter(one -> one.member.equals(member))
                .map(one -> one.id)
                .max(SessionId::compareTo);
    }

    /** For what happens inside the server. */
    Dice dice() {
        return dice;
    }

    DcsTree tree() {
        return tree;
    }

    /** The timeout that the server grants. */
    Duration negotiated(Duration asked) {
        Duration tick = world.spec().tickTime();
        Duration least = tick.multipliedBy(2);
        Duration most = tick.multipliedBy(20);
        return asked.compareTo(least) < 0 ? least : asked.compareTo(most) > 0 ? most : asked;
    }

    /** A new session for a client that just connected. */
    SessionId begin(DcsLink link, Duration timeout) {
        SessionId id = begin(link.host(), timeout);
        sessions.get(id).link = Optional.of(link);
        return id;
    }

    /** One for somebody who says no more. */
    SessionId begin(MemberName member, Duration timeout) {
        SessionId id = new SessionId(0x100000000L + ++sessionsMade);
        open(id, member, timeout);
        return id;
    }

    private ServerSession open(SessionId id, MemberName member, Duration timeout) {
        long phase = dice.below(world.spec().tickTime().toNanos());
        ServerSession session = new ServerSession(id, member, timeout, Duration.ofNanos(phase));
        sessions.put(id, session);
        touch(session);
        awaitExpiry(session);
        return session;
    }

    /** A client comes back; false when its session is over. */
    boolean resume(SessionId id, DcsLink link) {
        ServerSession session = sessions.get(id);
        if (session == null) {
            return false;
        }
        session.link = Optional.of(link);
        touch(session);
        return true;
    }

    /** Whether the server would read what comes on this connection. */
    boolean serves(SessionId id, DcsLink link) {
        ServerSession session = sessions.get(id);
        return up && session != null && session.link.equals(Optional.of(link));
    }

    /** Something came from the client: reported with the next report. */
    void signOfLife(SessionId id) {
        ServerSession session = sessions.get(id);
        if (session == null || session.reportPending) {
            return;
        }
        session.reportPending = true;
        world.agenda()
                .at(
                        nextOnGrid(world.now().minus(session.reportPhase))
                                .plus(session.reportPhase),
                        () -> report(session));
    }

    void watch(DcsLink link) {
        if (!watchers.contains(link)) {
            watchers.add(link);
        }
    }

    /** The client said goodbye, or somebody ended its session. */
    void end(SessionId id, String how) {
        ServerSession session = sessions.remove(id);
        if (session == null) {
            return;
        }
        boolean held = tree.owned().lock() instanceof Lock.Held lock && lock.owner().equals(id);
        world.tellFact(
                "dcs", "session of " + session.member + " " + how + (held ? ", lock gone" : ""));
        tree.owned().sessionOver(id);
        session.link.ifPresent(DcsLink::closedByServer);
    }

    boolean loseQuorum() {
        if (!up) {
            return false;
        }
        up = false;
        disconnectAll();
        return true;
    }

    private void disconnectAll() {
        for (ServerSession session : List.copyOf(sessions.values())) {
            session.link.ifPresent(DcsLink::closedByServer);
            session.link = Optional.empty();
        }
    }

    /** Whether writes are carried out. */
    boolean isWritable() {
        return writable;
    }

    void takeWrites(boolean willing) {
        writable = willing;
    }

    /** What the member reads now: the keys as they are, or as they were when its server stalled. */
    ClusterView viewOf(MemberName member) {
        return stalled.getOrDefault(member, tree.view());
    }

    void stallReads(MemberName member, boolean lags) {
        if (lags) {
            stalled.put(member, tree.view());
        } else {
            stalled.remove(member);
        }
    }

    /** Deletes the keys one after the other, so that readers see every state between. */
    void wipe() {
        List<Runnable> steps = tree.wiping();
        for (int i = 0; i < steps.size(); i++) {
            Runnable step = steps.get(i);
            world.agenda().after(WIPE_STEP.multipliedBy(i), () -> tree.delete(step));
        }
    }

    void backUp() {
        Map<SessionId, MemberName> owners = new TreeMap<>();
        sessions.values().forEach(one -> owners.put(one.id, one.member));
        Duration timeout = negotiated(world.spec().settings().ttl());
        backup = Optional.of(new Backup(tree.copy(), owners, timeout));
    }

    /** Goes on with the copy: its sessions live again and get their full time to come back. */
    void restore() {
        Backup copy =
                backup.orElseThrow(
                        () -> new IllegalStateException("a restore needs a backup before it"));
        disconnectAll();
        sessions.clear();
        watchers.clear();
        restored++;
        tree = copy.keys().copy();
        copy.owners().forEach((id, member) -> open(id, member, copy.timeout()));
    }

    /** How often older data was put back: clients that have seen more are refused. */
    long restorations() {
        return restored;
    }

    boolean findQuorum() {
        if (up) {
            return false;
        }
        up = true;
        sessions.values().forEach(this::touch);
        return true;
    }

    private void report(ServerSession session) {
        session.reportPending = false;
        if (up && world.network().passesToDcs(session.member)) {
            touch(session);
        }
    }

    private void touch(ServerSession session) {
        session.expiry = nextOnGrid(world.now().plus(session.timeout));
    }

    private void awaitExpiry(ServerSession session) {
        world.agenda()
                .at(
                        session.expiry.later(nextOnGrid(world.now())),
                        () -> {
                            if (sessions.get(session.id) != session) {
                                return;
                            }
                            if (up && world.now().hasReached(session.expiry)) {
                                end(session.id, "expired");
                            } else {
                                awaitExpiry(session);
                            }
                        });
    }

    private Moment nextOnGrid(Moment from) {
        long tick = world.spec().tickTime().toNanos();
        return new Moment((Math.floorDiv(from.nanos(), tick) + 1) * tick);
    }

    private void watchedChanged() {
        List<DcsLink> told = List.copyOf(watchers);
        watchers.clear();
        told.forEach(DcsLink::notice);
    }
}
