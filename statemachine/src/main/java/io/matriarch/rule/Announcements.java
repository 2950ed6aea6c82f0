package io.matriarch.rule;

import io.matriarch.action.AgentAction;
import io.matriarch.judge.Announcement;
import io.matriarch.state.NodeState;
import java.util.Optional;

/** What callbacks are told, also while an operation runs. */
final class Announcements {
    private Announcements() {}

    static Chore chore() {
        return Chore.chore(
                "A62-announce",
                state -> Announcement.of(state).isPresent(),
                Announcements::tell,
                "PostgreSQL started, stopped, was reloaded or changed its role: the configured"
                        + " callback is told.");
    }

    /** Tells the next thing, where a script is configured for it. */
    static Plan tell(NodeState state) {
        Optional<Announcement> next = Announcement.of(state);
        if (next.isEmpty()) {
            return Plan.of(state);
        }
        Announcement one = next.get();
        Plan noted = Plan.of(state.with(one.then()));
        return state.local().scripts().callbacks().contains(one.callback())
                ? noted.and(
                        new AgentAction.RunCallback(
                                one.callback(), one.roleWord(state), state.local().scope()))
                : noted;
    }
}
