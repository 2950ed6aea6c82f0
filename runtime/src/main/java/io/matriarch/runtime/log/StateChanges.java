package io.matriarch.runtime.log;

import io.matriarch.judge.Alarm;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts into words what differs between two states, as far as operators care. */
final class StateChanges {
    private StateChanges() {}

    static List<String> between(NodeState before, NodeState now) {
        List<String> lines = new ArrayList<>();
        cluster(before.cluster().latest(), now.cluster().latest(), lines);
        lease(before.lease(), now.lease()).ifPresent(lines::add);
        if (!before.settings().equals(now.settings())) {
            lines.add("settings in force: " + words(now.settings()));
        }
        if (before.clocks().jumpedAt().isBefore(now.clocks().jumpedAt())) {
            lines.add(
                    "wall time is ahead of what our clock has counted: the lease is confirmed before"
                            + " anything else");
        }
        alarm(Alarm.of(before), Alarm.of(now)).ifPresent(lines::add);
        return lines;
    }

    private static Optional<String> alarm(String before, String now) {
        if (before.equals(now)) {
            return Optional.empty();
        }
        return Optional.of(now.isEmpty() ? "it is over that " + before : now);
    }

    private static String words(DynamicSettings settings) {
        return "ttl "
                + settings.ttl().toSeconds()
                + ", loop_wait "
                + settings.loopWait().toSeconds()
                + ", retry_timeout "
                + settings.retryTimeout().toSeconds()
                + ", maximum_lag_on_failover "
                + settings.failover().maximumLag()
                + ", primary_start_timeout "
                + settings.failover().startTimeout().toSeconds()
                + ", primary_stop_timeout "
                + settings.failover().stopTimeout().toSeconds()
                + ", check_timeline "
                + settings.failover().checkTimeline()
                + ", use_pg_rewind "
                + settings.rejoin().useRewind();
    }

    /** What PostgreSQL does, without what changes all the time. */
    static String words(Postgres postgres) {
        return switch (postgres) {
            case Postgres.Unknown unknown -> "cannot be judged: " + unknown.why();
            case Postgres.NoData _ -> "has no data directory yet";
            case Postgres.Unreadable unreadable ->
                    "has an unreadable data directory: " + unreadable.why();
            case Postgres.Ending _ -> "has shut down and archives its log";
            case Postgres.Stopped stopped ->
                    "is down ("
                            + stopped.control().phase()
                            + ", timeline "
                            + stopped.control().timeline()
                            + ")";
            case Postgres.Starting starting ->
                    starting.asStandby() ? "is starting as a standby" : "is starting or stopping";
            case Postgres.Primary primary -> "runs as primary on timeline " + primary.timeline();
            case Postgres.Standby standby ->
                    "runs as standby"
                            + standby.timeline()
                                    .map(timeline -> " on timeline " + timeline)
                                    .orElse("")
                            + (standby.streaming() ? ", streaming" : ", not streaming");
            case Postgres.Hanging hanging -> "does not answer: " + hanging.why();
        };
    }

    private static void cluster(
            Optional<ClusterView> before, Optional<ClusterView> now, List<String> lines) {
        if (now.isEmpty()) {
            return;
        }
        String holder = holder(now.get());
        if (!before.map(StateChanges::holder).equals(Optional.of(holder))) {
            lines.add(holder);
        }
        FailoverRequest asked = now.get().failover();
        if (asked instanceof FailoverRequest.Asked request
                && !before.map(ClusterView::failover).equals(Optional.of(asked))) {
            lines.add(request(request));
        }
        if (now.get().config() instanceof Config.Broken broken
                && !before.map(ClusterView::config).equals(Optional.of(now.get().config()))) {
            lines.add("key config is unreadable, the last good settings stay: " + broken.why());
        }
    }

    private static String holder(ClusterView view) {
        return switch (view.lock()) {
            case Lock.Free _ -> "the leader lock is free";
            case Lock.Held held -> "the leader is " + held.holder();
        };
    }

    private static String request(FailoverRequest.Asked asked) {
        return (asked.leader().isPresent() ? "switchover" : "failover")
                + " was requested"
                + asked.leader().map(name -> " from " + name).orElse("")
                + asked.candidate().map(name -> " to " + name).orElse("")
                + asked.at().map(at -> " at " + at).orElse("");
    }

    private static Optional<String> lease(Lease before, Lease now) {
        return switch (now) {
            case Lease.Held held when !(before instanceof Lease.Held) ->
                    Optional.of("the leader lock is ours (tenure " + held.epoch() + ")");
            case Lease.Over over when !now.equals(before) ->
                    Optional.of(
                            switch (over.why()) {
                                case EXPIRED -> "the lease ran out: it could not be renewed";
                                case LOST -> "the leader lock was lost";
                                case RELEASED -> "the leader lock was given back";
                            });
            case Lease.Held _, Lease.Over _, Lease.None _, Lease.Asked _, Lease.Unconfirmed _ ->
                    Optional.empty();
        };
    }
}
