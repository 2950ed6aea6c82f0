package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every member as a candidate, in the eyes of one of them: what it knows, and what it makes of it.
 */
public final class Candidates {
    private final NodeState state;
    private final ClusterView view;
    private final SyncSet sync;

    private Candidates(NodeState state) {
        this.state = state;
        this.view = state.cluster().latest().orElse(ClusterView.EMPTY);
        this.sync = SyncSet.of(state);
    }

    /** All members that the DCS shows, by name, and the last leader though its record is gone. */
    public static List<Candidate> of(NodeState state) {
        Candidates judge = new Candidates(state);
        List<Candidate> all = new ArrayList<>();
        for (Member member : judge.view.members().values()) {
            all.add(member.name().equals(state.me()) ? judge.me() : judge.another(member));
        }
        judge.vanishedLeader().ifPresent(all::add);
        return all;
    }

    /** Why that member may not lead; absent when nothing is known against it. */
    static Optional<String> objection(NodeState state, MemberName name) {
        return of(state).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .map(one -> one.mayLead() ? Optional.<String>empty() : Optional.of(one.why()))
                .orElse(Optional.of("has no record in the DCS"));
    }

    /**
     * The list, when this step made it worth telling: the lock became free, the others answered, or
     * the lock was asked for; empty otherwise.
     */
    public static List<Candidate> news(NodeState before, NodeState now) {
        boolean freed = isFree(now) && !isFree(before);
        boolean told = now.peers() instanceof Peers.Answered && !now.peers().equals(before.peers());
        boolean taking =
                now.lease() instanceof Lease.Asked && !(before.lease() instanceof Lease.Asked);
        return freed || told || taking ? of(now) : List.of();
    }

    private static boolean isFree(NodeState state) {
        return state.cluster() instanceof Cluster.Seen seen
                && seen.view().lock() instanceof Lock.Free;
    }

    private Candidate me() {
        Optional<Timeline> timeline = Optional.empty();
        Optional<Lsn> position = Optional.empty();
        if (state.postgres() instanceof Postgres.Standby standby) {
            timeline = standby.timeline();
            position = Optional.of(standby.position());
        } else if (state.postgres() instanceof Postgres.Primary primary) {
            timeline = Optional.of(primary.timeline());
            position = Optional.of(primary.written());
        }
        if (isHolder(state.me())) {
            return candidate(state.me(), timeline, position, true, "has the lock");
        }
        Candidacy verdict = Candidacy.of(state);
        boolean mayLead = !(verdict instanceof Candidacy.Ineligible);
        return candidate(state.me(), timeline, position, mayLead, verdict.sentence());
    }

    private Candidate another(Member member) {
        MemberName name = member.name();
        MemberRecord record = member.record();
        Optional<Peers.Answer> answer = answer(name);
        Optional<Peers.Told> told =
                answer.flatMap(one ->
                        one instanceof Peers.Told some ? Optional.of(some) : Optional.empty());
        Optional<Timeline> timeline = told.map(Peers.Told::timeline).orElse(record.timeline());
        Optional<Lsn> position = told.map(Peers.Told::position).or(record::position);
        if (isHolder(name)) {
            return candidate(name, timeline, position, true, "has the lock");
        }
        Optional<String> objection =
                byRecord(member)
                        .or(() -> answer.flatMap(Candidates::byAnswer))
                        .or(() -> answer.isPresent() ? Optional.empty() : byState(record))
                        .or(() -> position.flatMap(end -> byLog(timeline, end)));
        String able = answer.isPresent() ? "answers and is able" : "by its record; not asked";
        return candidate(name, timeline, position, objection.isEmpty(), objection.orElse(able));
    }

    private Optional<String> byRecord(Member member) {
        if (!member.record().tags().mayLead()) {
            return Optional.of(Candidacy.NEVER);
        }
        return Others.isAdmitted(state, view.failover(), member.name())
                ? Optional.empty()
                : Optional.of(sync.exclusion());
    }

    private static Optional<String> byAnswer(Peers.Answer answer) {
        return switch (answer) {
            case Peers.Silent(String why) -> Optional.of("does not answer: " + why);
            case Peers.Unattended(String why) ->
                    Optional.of("does not answer: " + why + "; its PostgreSQL accepts writes");
            case Peers.Told told when told.primary() ->
                    Optional.of("its PostgreSQL still runs as primary");
            case Peers.Told told when !told.mayLead() -> Optional.of("it says that it may not");
            case Peers.Told _ -> Optional.empty();
        };
    }

    private static Optional<String> byState(MemberRecord record) {
        return record.state() == MemberState.RUNNING
                ? Optional.empty()
                : Optional.of("its PostgreSQL is " + record.state().word());
    }

    private Optional<String> byLog(Optional<Timeline> timeline, Lsn position) {
        boolean asked = view.failover() instanceof FailoverRequest.Asked;
        return Fitness.objection(state, timeline, position, !asked);
    }

    private Optional<Candidate> vanishedLeader() {
        return state.cluster() instanceof Cluster.Seen seen
                ? seen.lastHolder()
                        .filter(last -> !view.members().containsKey(last.name()))
                        .map(last ->
                                candidate(
                                        last.name(),
                                        last.timeline(),
                                        Optional.empty(),
                                        false,
                                        "led last, and its session with the DCS is over"))
                : Optional.empty();
    }

    private Optional<Peers.Answer> answer(MemberName name) {
        Moment since =
                state.cluster() instanceof Cluster.Seen seen
                        ? seen.freeSince().orElse(Moment.LONG_AGO)
                        : Moment.LONG_AGO;
        return state.peers() instanceof Peers.Answered answered
                        && !answered.askedAt().isBefore(since)
                ? Optional.ofNullable(answered.answers().get(name))
                : Optional.empty();
    }

    private boolean isHolder(MemberName name) {
        return view.lock() instanceof Lock.Held held && held.holder().equals(name);
    }

    private Candidate candidate(
            MemberName name,
            Optional<Timeline> timeline,
            Optional<Lsn> position,
            boolean mayLead,
            String why) {
        Optional<Long> lag = view.position().flatMap(end -> position.map(own -> end.ahead(own)));
        return new Candidate(name, timeline, position, lag, mayLead, why);
    }
}
