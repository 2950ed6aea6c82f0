package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.ControlData;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the holder of the lock makes of key {@code failover} (contract 2.9a). */
public sealed interface Handover {
    /** Nothing is asked, or not yet. */
    record None() implements Handover {}

    /** It must first be known who could take over. */
    record AskFirst() implements Handover {}

    /** Somebody can take over. */
    record Ready(MemberName to) implements Handover {}

    /** It cannot be done and is to be cleared. */
    record Void(String why) implements Handover {}

    /** Judges the request in the newest view. */
    static Handover of(NodeState state) {
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        return switch (view.failover()) {
            case FailoverRequest.None _ -> new None();
            case FailoverRequest.Asked request -> of(state, request);
        };
    }

    private static Handover of(NodeState state, FailoverRequest.Asked request) {
        if (Maintenance.isOn(state)) {
            if (request.at().isPresent()) {
                return new None(); // schedules wait, and are over when maintenance lasts longer
            }
            if (request.candidate().isEmpty()) {
                return new Void("in maintenance a handover needs a named candidate");
            }
        }
        if (request.at().isPresent()) {
            Instant at = request.at().get();
            Instant wall = state.clocks().wall();
            if (at.isAfter(wall)) {
                return new None();
            }
            Duration window = state.settings().loopWait().multipliedBy(3).dividedBy(2);
            boolean begun = shutDown(state).isPresent();
            if (!begun && at.plus(window).isBefore(wall)) {
                return new Void("it was scheduled for " + at + ", which is over");
            }
        }
        if (request.leader().isPresent() && !request.leader().get().equals(state.me())) {
            return new Void("it is meant for leader " + request.leader().get());
        }
        if (request.candidate().equals(Optional.of(state.me()))) {
            return new Void("the candidate is the leader already");
        }
        if (request.at().isEmpty() && isOfAnEarlierTenure(state, request)) {
            return new Void("it was asked for before this tenure, of another leader or of none");
        }
        return toAbleMember(state, request);
    }

    /**
     * Whoever asked did not know of our tenure: what was meant is done, or can no more be. A
     * schedule is for whoever leads then, so only its leader's name must fit.
     */
    private static boolean isOfAnEarlierTenure(NodeState state, FailoverRequest.Asked request) {
        return state.lease() instanceof Lease.Held held
                && request.writtenBy() < held.epoch().zxid();
    }

    private static Handover toAbleMember(NodeState state, FailoverRequest.Asked request) {
        Moment since = state.setbacks().downSince().orElse(Moment.LONG_AGO);
        Optional<SortedMap<MemberName, Peers.Answer>> answers = Others.freshAnswers(state, since);
        if (answers.isEmpty()) {
            return new AskFirst();
        }
        if (request.candidate().isEmpty() && !mayBeElected(state, answers.get())) {
            return new Void("too few of the synchronous set answer for anybody to be elected");
        }
        return able(state, answers.get()).keySet().stream()
                .filter(name -> request.candidate().map(name::equals).orElse(true))
                .findFirst()
                .<Handover>map(Ready::new)
                .orElseGet(() ->
                        new Void(
                                request.candidate()
                                        .map(name -> unfit(state, name, answers.get()))
                                        .orElse("no member is fit to lead")));
    }

    private static String unfit(
            NodeState state, MemberName name, SortedMap<MemberName, Peers.Answer> answers) {
        Lsn written = ownPosition(state);
        String lacking =
                answers.get(name) instanceof Peers.Told told
                        ? "lacks " + written.ahead(told.position()) + " bytes of our log"
                        : "was not asked";
        return name + " is not fit to lead: " + Candidates.objection(state, name).orElse(lacking);
    }

    /**
     * Who could lead in our place: able, and within {@code maximum_lag_on_failover} of what we
     * wrote. After a clean stop: having received all of it, the shutdown checkpoint included.
     */
    static SortedMap<MemberName, Peers.Answer> able(
            NodeState state, SortedMap<MemberName, Peers.Answer> answers) {
        Lsn position = ownPosition(state);
        boolean stopped = shutDown(state).flatMap(ControlData::end).isPresent();
        long allowed = stopped ? 0 : state.settings().failover().maximumLag();
        FailoverRequest request = state.cluster().latest().orElse(ClusterView.EMPTY).failover();
        SortedMap<MemberName, Peers.Answer> able = new TreeMap<>(answers);
        able.keySet().removeIf(name -> !Others.isAdmitted(state, request, name));
        able.values()
                .removeIf(answer ->
                        !Others.isAble(answer, position, allowed) || isBehind(state, answer));
        return able;
    }

    /**
     * Whether some voter would find as many others as key {@code sync} asks for (contract 2.9a).
     */
    private static boolean mayBeElected(
            NodeState state, SortedMap<MemberName, Peers.Answer> answers) {
        SyncSet sync = SyncSet.of(state);
        long voters =
                answers.entrySet().stream()
                        .filter(one -> one.getValue() instanceof Peers.Told)
                        .filter(one -> sync.isVoter(one.getKey()))
                        .count();
        return !sync.needsVotes() || voters > sync.key().quorum();
    }

    private static boolean isBehind(NodeState state, Peers.Answer answer) {
        return answer instanceof Peers.Told told
                && Fitness.objection(state, told.timeline(), told.position(), false).isPresent();
    }

    private static Lsn ownPosition(NodeState state) {
        return switch (state.postgres()) {
            case Postgres.Primary primary -> primary.written();
            case Postgres.Standby standby -> standby.position();
            case Postgres.Stopped(ControlData control) -> endOf(state, control);
            case Postgres.Ending(ControlData control) -> endOf(state, control);
            case Postgres.Unknown _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Starting _,
                    Postgres.Hanging _ ->
                    state.published().position().orElse(Lsn.ZERO);
        };
    }

    private static Lsn endOf(NodeState state, ControlData control) {
        return control.end().orElse(state.published().position().orElse(Lsn.ZERO));
    }

    /** What our PostgreSQL left that takes no client any more. */
    private static Optional<ControlData> shutDown(NodeState state) {
        return switch (state.postgres()) {
            case Postgres.Stopped(ControlData control) -> Optional.of(control);
            case Postgres.Ending(ControlData control) -> Optional.of(control);
            case Postgres.Primary _,
                    Postgres.Standby _,
                    Postgres.Unknown _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Starting _,
                    Postgres.Hanging _ ->
                    Optional.empty();
        };
    }
}
