package io.matriarch.simulator.page;

import io.matriarch.simulator.truth.Truth;
import io.matriarch.simulator.world.AgentStatus;
import io.matriarch.simulator.world.SimMember;
import io.matriarch.state.Operation;
import io.matriarch.value.MemberName;
import io.matriarch.value.Timeline;
import java.util.Optional;

/** Looks at one simulated member after each event and draws what has changed. */
final class MemberLook {
    /** What there is to see of a member from outside. */
    record Seen(
            boolean isUp,
            boolean isRunning,
            boolean acceptsWrites,
            boolean isClosed,
            boolean isStandby,
            Optional<Timeline> timeline,
            Optional<MemberName> upstream,
            Optional<Operation> operation,
            AgentStatus agent) {
        static Seen of(Truth truth, MemberName name, SimMember member) {
            return new Seen(
                    truth.isUp(name),
                    truth.isRunning(name),
                    truth.acceptsWrites(name),
                    truth.isClosed(name),
                    truth.isStandby(name),
                    truth.timeline(name),
                    truth.streamsFrom(name),
                    truth.operation(name),
                    member.agent());
        }
    }

    private final LaneBuilder lane;
    private Optional<Seen> last = Optional.empty();

    MemberLook(LaneBuilder lane) {
        this.lane = lane;
    }

    void look(long at, Seen seen) {
        if (last.filter(seen::equals).isPresent()) {
            return;
        }
        last = Optional.of(seen);
        role(at, seen);
        seen.operation()
                .ifPresentOrElse(
                        one -> lane.work.is(at, one.word(), one.word()), () -> lane.work.end(at));
        switch (seen.agent()) {
            case RUNNING -> lane.agent.end(at);
            case FROZEN -> lane.silent(at, "frozen", "the agent is frozen");
            case DEAD -> lane.silent(at, "dead", "no agent runs");
        }
    }

    private void role(long at, Seen seen) {
        String timeline = seen.timeline().map(one -> ", timeline " + one).orElse("");
        if (!seen.isUp()) {
            lane.role.is(at, "off", "the host is off");
        } else if (seen.acceptsWrites()) {
            String closed = seen.isClosed() ? ", closed to clients" : "";
            lane.role.is(at, "primary", "primary" + timeline + closed);
        } else if (seen.isStandby()) {
            String of = seen.upstream().map(one -> " of " + one).orElse(", streams from nobody");
            lane.role.is(at, "standby", "standby" + of + timeline);
        } else if (seen.isRunning()) {
            lane.role.is(at, "busy", "starts, stops or does not answer" + timeline);
        } else if (seen.timeline().isEmpty()) {
            lane.role.is(at, "empty", "no data");
        } else {
            lane.role.is(at, "down", "down" + timeline);
        }
    }
}
