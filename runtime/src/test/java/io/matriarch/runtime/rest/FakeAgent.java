package io.matriarch.runtime.rest;

import io.matriarch.action.AgentAction;
import io.matriarch.action.PeerAction;
import io.matriarch.event.OperatorEvent;
import io.matriarch.machine.Genesis;
import io.matriarch.runtime.SampleCluster;
import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.FailsafeReply;
import io.matriarch.state.Lease;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Scripts;
import io.matriarch.state.Tags;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.OrderId;
import io.matriarch.value.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** An agent whose state a test sets by hand. */
final class FakeAgent implements AgentView, ClusterKeys {
    static final Instant WALL = Instant.parse("2026-07-24T10:00:00Z");

    private final AtomicReference<NodeState> state = new AtomicReference<>(start());
    private volatile Moment now = Moment.ofMillis(100_000);
    private volatile Optional<Postgres> probe = Optional.empty();
    private volatile Duration overdue = Duration.ZERO;
    private volatile Optional<AgentAction.Answer> answer = Optional.empty();
    private volatile Optional<OperatorEvent> ordered = Optional.empty();
    final List<String> written = new ArrayList<>();
    volatile Optional<FailsafeReply> promise = Optional.empty();
    volatile String asked = "";
    volatile Runnable whenAsked = () -> {};

    private static NodeState start() {
        return Genesis.state()
                .with(
                        new LocalSettings(
                                SampleCluster.N1,
                                "batman",
                                "postgres://127.0.0.1:5432/postgres",
                                "http://127.0.0.1:8008/patroni",
                                "4.1.4",
                                Tags.NONE,
                                Scripts.NONE,
                                true,
                                Duration.ofSeconds(2),
                                false))
                .with(seen(SampleCluster.view()));
    }

    static Cluster seen(ClusterView view) {
        return new Cluster.Seen(
                view,
                Moment.ofMillis(97_000),
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    static Lease lease(long untilMillis) {
        return new Lease.Held(new LockEpoch(7), Moment.ofMillis(untilMillis));
    }

    static Postgres primary() {
        return new Postgres.Primary(
                SampleCluster.SYSTEM, Timeline.FIRST, SampleCluster.LEADER_AT, true, List.of());
    }

    static Postgres standby() {
        Lsn at = SampleCluster.STANDBY_AT;
        return new Postgres.Standby(
                SampleCluster.SYSTEM, Optional.of(Timeline.FIRST), at, at, Optional.empty(), true);
    }

    /** What the agent will say to the next order. */
    void setAnswer(AgentAction.Result result, String text) {
        answer = Optional.of(new AgentAction.Answer(new OrderId(1), result, text));
    }

    /** The order that was given last, as the agent gets it. */
    Optional<OperatorEvent> ordered() {
        return ordered;
    }

    @Override
    public Optional<AgentAction.Answer> order(
            BiFunction<Moment, OrderId, OperatorEvent> order, Duration patience) {
        ordered = Optional.of(order.apply(now, new OrderId(1)));
        return answer;
    }

    void set(UnaryOperator<NodeState> change) {
        state.updateAndGet(change);
    }

    void setNow(long millis) {
        now = Moment.ofMillis(millis);
    }

    void setProbe(Postgres found) {
        probe = Optional.of(found);
    }

    void setOverdue(Duration late) {
        overdue = late;
    }

    @Override
    public NodeState state() {
        return state.get();
    }

    @Override
    public Moment now() {
        return now;
    }

    @Override
    public Instant wall() {
        return WALL;
    }

    @Override
    public Duration overdue() {
        return overdue;
    }

    @Override
    public Optional<Postgres> probe() {
        return probe;
    }

    @Override
    public Optional<FailsafeReply> promise(
            MemberName from, String connUrl, String apiUrl, Duration lasts) {
        asked = from + " " + connUrl + " " + apiUrl;
        return promise;
    }

    @Override
    public PeerAction.AnswerVote vote(MemberName candidate) {
        return new PeerAction.AnswerVote(1, true, new Lsn(7), "asked by " + candidate);
    }

    @Override
    public void look() {
        whenAsked.run();
    }

    @Override
    public Optional<String> config() {
        return Optional.of("{\"ttl\":30}");
    }

    @Override
    public void requestFailover(
            Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at)
            throws IOException {
        written.add(leader + " " + candidate + " " + at);
    }

    @Override
    public void clearFailover() {
        written.add("cleared");
    }
}
