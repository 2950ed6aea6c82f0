package io.matriarch.simulator.world;

import io.matriarch.simulator.mishap.Key;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.Lock;
import io.matriarch.state.SlotStatus;
import io.matriarch.state.SyncState;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Revision;
import io.matriarch.value.SystemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** ZooKeeper's nodes of one cluster and its transaction counter. Knows no time and no network. */
final class DcsTree {
    private final Runnable watched;
    private final SessionNodes owned;
    private long zxid;
    private Optional<Node<Optional<SystemId>>> initialize = Optional.empty();
    private Optional<Node<DynamicSettings>> config = Optional.empty();
    private Optional<Node<Optional<NodeViews.Asked>>> failover = Optional.empty();
    private Optional<Lsn> status = Optional.empty();
    private Optional<SlotStatus> slots = Optional.empty();
    private Optional<List<HistoryLine>> history = Optional.empty();
    private Optional<SortedMap<MemberName, String>> failsafe = Optional.empty();
    private Optional<Node<SyncState>> sync = Optional.empty();

    /**
     * @param watched called after {@code leader}, {@code config} or an offer of the lock changed
     */
    DcsTree(Runnable watched) {
        this.watched = watched;
        this.owned = new SessionNodes(() -> ++zxid, watched);
    }

    /** The nodes that go with a session: the members' and the lock. */
    SessionNodes owned() {
        return owned;
    }

    /** All of it as it is now, to go on with later. */
    DcsTree copy() {
        DcsTree copy = new DcsTree(watched);
        copy.owned.copy(owned);
        copy.zxid = zxid;
        copy.initialize = initialize;
        copy.config = config;
        copy.failover = failover;
        copy.status = status;
        copy.slots = slots;
        copy.history = history;
        copy.failsafe = failsafe;
        copy.sync = sync;
        return copy;
    }

    /** What deletes everything, in the order in which a tool for it might go. */
    List<Runnable> wiping() {
        List<Runnable> steps = new ArrayList<>(owned.wiping());
        steps.add(() -> {
            sync = Optional.empty();
            status = Optional.empty();
            history = Optional.empty();
            failover = Optional.empty();
            failsafe = Optional.empty();
            config = Optional.empty();
            initialize = Optional.empty();
        });
        return steps;
    }

    void delete(Runnable step) {
        zxid++;
        step.run();
        watched.run();
    }

    ClusterView view() {
        return new ClusterView(
                NodeViews.initialize(initialize),
                config(),
                owned.lock(),
                owned.members(),
                NodeViews.failover(failover),
                sync(),
                status,
                history,
                failsafe,
                zxid,
                slots);
    }

    Optional<Revision> claimInitialize() {
        if (initialize.isPresent()) {
            return Optional.empty();
        }
        initialize = Optional.of(new Node<>(Optional.empty(), ++zxid, 0, Optional.empty()));
        return initialize.map(Node::revision);
    }

    boolean dropClaim(Revision revision) {
        boolean there = isClaim(revision);
        initialize = there ? Optional.empty() : initialize;
        zxid += there ? 1 : 0;
        return there;
    }

    boolean announce(SystemId id, Revision claim, DynamicSettings settings) {
        if (!isClaim(claim)) {
            return false;
        }
        zxid++;
        initialize = initialize.map(node -> node.with(Optional.of(id)));
        writeConfig(settings);
        return true;
    }

    boolean writeSystemId(SystemId id) {
        if (initialize.isPresent()) {
            return false;
        }
        initialize = Optional.of(new Node<>(Optional.of(id), ++zxid, 0, Optional.empty()));
        return true;
    }

    boolean writeFirstConfig(DynamicSettings settings) {
        if (config.isPresent()) {
            return false;
        }
        writeConfig(settings);
        return true;
    }

    void writeConfig(DynamicSettings settings) {
        config = put(config, settings);
        watched.run();
    }

    /**
     * @param ofSlots absent to leave what is said as it is
     */
    void writeStatus(Lsn position, Optional<SlotStatus> ofSlots) {
        zxid++;
        status = Optional.of(position);
        slots = ofSlots.or(() -> slots);
    }

    /** Writes it, whatever was there. */
    boolean writeHistory(List<HistoryLine> lines) {
        zxid++;
        history = Optional.of(lines);
        return true;
    }

    void writeFailsafe(SortedMap<MemberName, String> listed) {
        zxid++;
        failsafe = Optional.of(listed);
    }

    void ask(Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at) {
        failover = put(failover, Optional.of(new NodeViews.Asked(leader, candidate, at, zxid + 1)));
    }

    boolean clearFailover(Revision revision) {
        if (failover.filter(node -> node.revision().equals(revision)).isEmpty()) {
            return false;
        }
        failover = put(failover, Optional.empty());
        return true;
    }

    /** Somebody deletes a key by hand. */
    void delete(Key key) {
        zxid++;
        switch (key) {
            case INITIALIZE -> initialize = Optional.empty();
            case CONFIG -> config = Optional.empty();
            case HISTORY -> history = Optional.empty();
            case STATUS -> {
                status = Optional.empty();
                slots = Optional.empty();
            }
        }
        if (key == Key.CONFIG) {
            watched.run();
        }
    }

    /** Writes {@code sync} as a leader in synchronous mode would. */
    void writeSync(Optional<MemberName> leader, List<MemberName> standbys, int quorum) {
        SyncState content = new SyncState(leader, standbys, quorum, 0);
        sync = put(sync, content);
    }

    /** Writes {@code sync} if it still has the version that the content says. */
    boolean writeSync(SyncState content) {
        boolean same = sync().version() == content.version();
        if (same) {
            sync = put(sync, content);
        }
        return same;
    }

    private <T> Optional<Node<T>> put(Optional<Node<T>> before, T content) {
        long transaction = ++zxid;
        return Optional.of(
                before.map(node -> node.with(content))
                        .orElseGet(() -> new Node<>(content, transaction, 0, Optional.empty())));
    }

    Config config() {
        return config.<Config>map(node -> new Config.Present(node.content()))
                .orElseGet(Config.Absent::new);
    }

    SyncState sync() {
        return NodeViews.sync(sync);
    }

    /**
     * Whether what this member acknowledges now is to be in the log of every later primary:
     * synchronous mode is on, some leader has claimed {@code sync}, so that it restricts who leads
     * next, and this member is that leader or holds the lock.
     */
    boolean promises(MemberName member) {
        boolean on = config.filter(node -> node.content().sync().isOn()).isPresent();
        Optional<MemberName> maintainer = sync().leader();
        boolean holds = owned.lock() instanceof Lock.Held held && held.holder().equals(member);
        return on
                && maintainer.isPresent()
                && (holds || maintainer.filter(member::isNamedLike).isPresent());
    }

    private boolean isClaim(Revision revision) {
        return initialize
                .filter(node -> node.content().isEmpty() && node.revision().equals(revision))
                .isPresent();
    }
}
