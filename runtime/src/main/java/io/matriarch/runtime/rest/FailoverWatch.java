package io.matriarch.runtime.rest;

import io.matriarch.state.ClusterView;
import io.matriarch.state.FailoverRequest;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits for a request in key {@code failover} to be served, and says how it ended. */
final class FailoverWatch {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 250;

    private final AgentView agent;

    FailoverWatch(AgentView agent) {
        this.agent = agent;
    }

    /**
     * @param leader who led; absent for a failover
     * @param candidate who was asked to lead
     */
    Reply outcome(Optional<MemberName> leader, Optional<MemberName> candidate) {
        boolean switchover = leader.isPresent();
        Duration loopWait = agent.state().settings().loopWait();
        Duration patience =
                (loopWait.compareTo(SHORTEST) > 0 ? loopWait : SHORTEST).multipliedBy(2);
        Optional<MemberName> before = leader.or(this::holder);
        long end = System.nanoTime() + patience.toNanos();
        boolean seen = false;
        while (System.nanoTime() < end) {
            Optional<MemberName> holder = holder();
            if (holder.isPresent() && !holder.equals(before)) {
                return done(switchover, holder.get(), candidate);
            }
            boolean asked = isAsked();
            seen |= asked;
            if (seen && !asked && holder.isPresent()) {
                return Reply.text(503, switchover ? "Switchover failed" : "Failover failed");
            }
            if (!paused()) {
                break;
            }
        }
        return Reply.text(
                503,
                (switchover ? "Switchover" : "Failover")
                        + " status unknown after "
                        + patience.toSeconds()
                        + " seconds; operation may still be in progress");
    }

    private static Reply done(
            boolean switchover, MemberName holder, Optional<MemberName> candidate) {
        if (candidate.isPresent() && !candidate.get().equals(holder)) {
            String verb = switchover ? "Switched over" : "Failed over";
            return Reply.text(
                    200, verb + " to \"" + holder + "\" instead of \"" + candidate.get() + "\"");
        }
        String verb = switchover ? "switched over" : "failed over";
        return Reply.text(200, "Successfully " + verb + " to \"" + holder + "\"");
    }

    private Optional<MemberName> holder() {
        return view().flatMap(FailoverDesk::holder);
    }

    private boolean isAsked() {
        return view().map(view -> view.failover() instanceof FailoverRequest.Asked).orElse(true);
    }

    private Optional<ClusterView> view() {
        return agent.state().cluster().latest();
    }

    private static boolean paused() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
