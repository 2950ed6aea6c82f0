package io.matriarch.runtime.rest;

import io.matriarch.runtime.peers.HttpPeers;
import io.matriarch.state.ClusterView;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.Peers;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests for another leader: checks their form, writes key {@code failover}, and tells what
 * came of it (contract 3.6). Whether and how it happens is decided by rules.
 */
final class FailoverDesk {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverDesk.class);
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FITTING = 412;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;

    private final AgentView agent;
    private final ClusterKeys keys;
    private final FailoverWatch watch;

    FailoverDesk(AgentView agent, ClusterKeys keys) {
        this.agent = agent;
        this.keys = keys;
        this.watch = new FailoverWatch(agent);
    }

    Reply failover(Wish wish) {
        if (wish.candidate().isEmpty()) {
            return Reply.text(
                    BAD_REQUEST, "Failover could be performed only to a specific candidate");
        }
        if (wish.scheduledAt().isPresent()) {
            return Reply.text(BAD_REQUEST, "Failover can't be scheduled");
        }
        return carryOut(wish);
    }

    /** What maintenance does not allow: it has no schedules, and who leads is named. */
    private Optional<Reply> refusedByMaintenance(Wish wish) {
        if (!agent.state().settings().maintenance()) {
            return Optional.empty();
        }
        if (wish.scheduledAt().isPresent()) {
            return Optional.of(
                    Reply.text(BAD_REQUEST, "Can't schedule switchover in the paused state"));
        }
        return wish.candidate().isEmpty()
                ? Optional.of(
                        Reply.text(
                                BAD_REQUEST,
                                "Switchover is possible only to a specific candidate in a paused"
                                        + " state"))
                : Optional.empty();
    }

    Reply switchover(Wish wish) {
        return wish.leader().isEmpty()
                ? Reply.text(
                        BAD_REQUEST, "Switchover could be performed only from a specific leader")
                : carryOut(wish);
    }

    private Reply carryOut(Wish wish) {
        Optional<Instant> at = wish.scheduledAt().flatMap(Wish::instant);
        Optional<Reply> refusal = refusedByMaintenance(wish).or(() -> refusedByForm(wish, at));
        if (refusal.isEmpty() && at.isEmpty()) {
            refusal = refusedByCluster(wish);
        }
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            keys.requestFailover(wish.leader(), wish.candidate(), at);
        } catch (IOException e) {
            LOG.warn("key failover was not written: {}", e.getMessage());
            return Reply.text(UNAVAILABLE, "failed to write failover key into DCS");
        }
        agent.look();
        return at.isPresent()
                ? Reply.text(202, "Switchover scheduled")
                : watch.outcome(wish.leader(), wish.candidate());
    }

    private Optional<Reply> refusedByForm(Wish wish, Optional<Instant> at) {
        if (wish.scheduledAt().isPresent() && at.isEmpty()) {
            boolean zoneless = Wish.isZoneless(wish.scheduledAt().get());
            return Optional.of(
                    zoneless
                            ? Reply.text(
                                    BAD_REQUEST,
                                    "Timezone information is mandatory for the scheduled"
                                            + " switchover")
                            : Reply.text(
                                    UNPROCESSABLE,
                                    "Unable to parse scheduled timestamp. It should be in an"
                                            + " unambiguous format, e.g. ISO 8601"));
        }
        if (at.isPresent() && at.get().isBefore(agent.wall())) {
            return Optional.of(Reply.text(UNPROCESSABLE, "Cannot schedule switchover in the past"));
        }
        return wish.leader().isPresent() && wish.leader().equals(wish.candidate())
                ? Optional.of(Reply.text(BAD_REQUEST, "Switchover target and source are the same"))
                : Optional.empty();
    }

    private Optional<Reply> refusedByCluster(Wish wish) {
        ClusterView view = agent.state().cluster().latest().orElse(ClusterView.EMPTY);
        Optional<MemberName> leader = holder(view);
        if (wish.leader().isPresent() && !wish.leader().equals(leader)) {
            return unfit("leader name does not match");
        }
        if (wish.candidate().isPresent() && !view.members().containsKey(wish.candidate().get())) {
            return unfit("candidate does not exists");
        }
        SortedMap<MemberName, String> others = new TreeMap<>();
        for (Member member : view.members().values()) {
            boolean asked = wish.candidate().map(member.name()::equals).orElse(true);
            if (asked && !leader.equals(Optional.of(member.name()))) {
                others.put(member.name(), member.record().apiUrl());
            }
        }
        String word = wish.leader().isPresent() ? "switchover" : "failover";
        if (others.isEmpty()) {
            return unfit(word + " is not possible: cluster does not have members except leader");
        }
        return anyFit(others)
                ? Optional.empty()
                : unfit(word + " is not possible: no good candidates have been found");
    }

    private static boolean anyFit(Map<MemberName, String> apiUrls) {
        Duration patience = HttpPeers.PATIENCE;
        return HttpPeers.answers(apiUrls, patience).values().stream()
                .anyMatch(answer -> answer instanceof Peers.Told told && told.mayLead());
    }

    private static Optional<Reply> unfit(String text) {
        return Optional.of(Reply.text(NOT_FITTING, text));
    }

    static Optional<MemberName> holder(ClusterView view) {
        return view.lock() instanceof Lock.Held held
                ? Optional.of(held.holder())
                : Optional.empty();
    }

    /** Withdraws a switchover that waits for its time. */
    Reply withdraw() {
        FailoverRequest request =
                agent.state()
                        .cluster()
                        .latest()
                        .map(ClusterView::failover)
                        .orElse(new FailoverRequest.None());
        if (!(request instanceof FailoverRequest.Asked asked) || asked.at().isEmpty()) {
            return Reply.text(404, "no switchover is scheduled");
        }
        try {
            keys.clearFailover();
            agent.look();
            return Reply.text(200, "scheduled switchover deleted");
        } catch (IOException e) {
            LOG.warn("key failover was not cleared: {}", e.getMessage());
            return Reply.text(409, "scheduled switchover could not be deleted");
        }
    }
}
