package io.matriarch.rule;

import static io.matriarch.rule.Row.row;

import io.matriarch.judge.AsideSituation;
import io.matriarch.state.Presence;
import java.util.List;

/** The rules of a member that does not take part. */
final class AsideChapter {
    private AsideChapter() {}

    static final Column<AsideSituation, Presence> PRESENCE =
            new Column<>("presence", Presence.class, AsideSituation::presence);

    static Chapter<AsideSituation> chapter() {
        return new Chapter<>(
                "A member that does not take part",
                List.of(PRESENCE),
                List.of(
                        new Section<>(
                                "Aside",
                                List.of(
                                        row("Z90-not-started", PRESENCE.is(Presence.ABSENT))
                                                .waits("This agent has not started yet."),
                                        row("Z94-leaving-overdue", PRESENCE.is(Presence.LEAVING))
                                                .does(
                                                        OrderPlans::leaveUnfinished,
                                                        "This agent was asked to stop and its"
                                                                + " PostgreSQL does not end: one"
                                                                + " that may accept writes is"
                                                                + " killed first, then the agent"
                                                                + " ends."),
                                        row("Z92-gone", PRESENCE.is(Presence.GONE))
                                                .waits(
                                                        "This agent has ordered its own end:"
                                                                + " nothing is begun any more.")))),
                List.of(
                        Chapter.never(
                                "a member that takes part has another situation",
                                PRESENCE.is(Presence.STAYING))));
    }
}
