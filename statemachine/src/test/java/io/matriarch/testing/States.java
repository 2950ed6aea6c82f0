package io.matriarch.testing;

import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.primary;
import static io.matriarch.testing.Facts.standby;

import io.matriarch.judge.SyncSet;
import io.matriarch.state.Cluster;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.Requests;
import io.matriarch.state.Setbacks;
import io.matriarch.state.SyncPolicy;
import io.matriarch.state.Tags;
import io.matriarch.state.Work;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** States of n1 that tests begin from, made by events, and small differences from them. */
public final class States {
    private States() {}

    /** n2 leads on timeline 1, we stream from it, everything is published and answered. */
    public static NodeState steadyStandby() {
        return standbyStory().state();
    }

    public static Story standbyStory() {
        return Story.booted()
                .connected()
                .probed(standby(1, WRITTEN))
                .read(Views.ledByN2())
                .memberWritten(Views.ledByN2().made().lock());
    }

    /** We lead on timeline 1 since second 100 with the guard armed until second 125. */
    public static NodeState steadyPrimary() {
        return primaryStory().state();
    }

    /** An agent that started beside a running primary while the lock was free. */
    public static Story primaryStory() {
        return Story.booted()
                .connected()
                .probed(primary(1, WRITTEN))
                .memberWritten(new Lock.Free())
                .read(Views.free())
                .lockTaken(Views.EPOCH)
                .guardEchoed()
                .at(100.1)
                .tick()
                .read(Views.ledByN1())
                .written(Requests.Kind.STATUS);
    }

    /** Connected, with an empty data directory; the DCS has not been read yet. */
    public static NodeState emptyNewcomer() {
        return Story.booted().connected().probed(new Postgres.NoData()).state();
    }

    /** The lock of n2 is free, and n2 has said that it gave it back: nobody was asked yet. */
    public static NodeState standbyOfFreeLock() {
        return seeing(steadyStandby(), Views.free(), true);
    }

    /** The same state, with this as the fresh reading of the DCS. */
    public static NodeState seeing(NodeState state, Views view) {
        return seeing(state, view, false);
    }

    /**
     * The same state, with this as the fresh reading.
     *
     * @param freedProperly whether the tenure before a free lock provably ended
     */
    public static NodeState seeing(NodeState state, Views view, boolean freedProperly) {
        boolean free = view.made().lock() instanceof Lock.Free;
        Optional<Cluster.Holder> last =
                state.cluster() instanceof Cluster.Seen seen ? seen.lastHolder() : Optional.empty();
        return state.with(
                        new Cluster.Seen(
                                view.made(),
                                state.now(),
                                false,
                                free ? Optional.of(state.now()) : Optional.empty(),
                                free && freedProperly,
                                last,
                                Optional.empty()))
                .with(without(state.requests(), Requests.Kind.READ));
    }

    /** The others answered just now. */
    public static NodeState answered(NodeState state, Peers.Answer ofN2, Peers.Answer ofN3) {
        return answered(state, ofN2, ofN3, Set.of(N2, Facts.N3));
    }

    /** Those of the others who were asked answered just now. */
    public static NodeState answered(
            NodeState state, Peers.Answer ofN2, Peers.Answer ofN3, Set<MemberName> asked) {
        SortedMap<MemberName, Peers.Answer> answers = new TreeMap<>();
        answers.put(N2, ofN2);
        answers.put(Facts.N3, ofN3);
        answers.keySet().retainAll(asked);
        return state.with(
                new Peers.Answered(state.now(), SyncSet.of(state).key().quorum() > 0, answers));
    }

    /** It is later; nothing happened. */
    public static NodeState later(NodeState state, double seconds) {
        Duration more = Duration.ofMillis(Math.round(seconds * 1000));
        return state.with(state.clocks().at(state.now().plus(more)));
    }

    public static NodeState busy(NodeState state, Operation operation) {
        Moment now = state.now();
        return state.with(
                new Work.Busy(
                        new OperationId(77),
                        operation,
                        now,
                        now.plus(Duration.ofHours(1)),
                        state.durable().unfinished()));
    }

    public static NodeState tagged(NodeState state, Tags tags) {
        LocalSettings local = Facts.local(state.me(), tags);
        return state.with(local);
    }

    public static NodeState unfinished(NodeState state, Unfinished work) {
        return state.with(state.durable().withUnfinished(work, state.durable().claim()));
    }

    /** Our claim to make the cluster is the node of this creation. */
    public static NodeState claimed(NodeState state, long createdBy) {
        DurableFacts facts = state.durable();
        return state.with(facts.withUnfinished(facts.unfinished(), Optional.of(createdBy)));
    }

    /** Failures in a row; the next attempt may begin at once. */
    public static NodeState failures(NodeState state, int starts, int rewinds, int copies) {
        return state.with(
                new Setbacks(
                        starts,
                        0,
                        0,
                        rewinds,
                        copies,
                        Moment.LONG_AGO,
                        "it failed",
                        state.setbacks().downSince(),
                        Optional.empty()));
    }

    /** PostgreSQL was first seen down that long ago. */
    public static NodeState downFor(NodeState state, double seconds) {
        Duration ago = Duration.ofMillis(Math.round(seconds * 1000));
        return state.with(state.setbacks().withDownSince(Optional.of(state.now().minus(ago))));
    }

    /** Each look at PostgreSQL has told nothing for that long. */
    public static NodeState unsureFor(NodeState state, double seconds) {
        Duration ago = Duration.ofMillis(Math.round(seconds * 1000));
        return state.with(state.setbacks().withUnsureSince(Optional.of(state.now().minus(ago))));
    }

    /** The next attempt of anything must wait. */
    public static NodeState paused(NodeState state) {
        Moment later = state.now().plus(Duration.ofSeconds(2));
        return state.with(state.setbacks().withPause(later, "it failed"));
    }

    /** {@code check_timeline} and {@code use_pg_rewind} as given. */
    public static NodeState settings(NodeState state, boolean checkTimeline, boolean useRewind) {
        DynamicSettings now = state.settings();
        return state.with(
                now.with(now.failover().withCheckTimeline(checkTimeline))
                        .with(now.rejoin().withRewind(useRewind)));
    }

    /** {@code synchronous_mode} as given. */
    public static NodeState synchronous(NodeState state, SyncPolicy.Mode mode) {
        SyncPolicy now = state.settings().sync();
        SyncPolicy wanted = new SyncPolicy(mode, now.strict(), now.nodeCount(), now.maximumLag());
        return state.with(state.settings().with(wanted));
    }

    /** No request of that kind is under way. */
    public static Requests without(Requests requests, Requests.Kind kind) {
        return requests.isPending(kind)
                ? requests.without(requests.pending().get(kind).id())
                : requests;
    }
}
