package io.matriarch.rule;

import static io.matriarch.rule.Chapter.never;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.HandoffSituation;
import io.matriarch.judge.HandoffSituation.Deal;
import io.matriarch.judge.HandoffSituation.Patience;
import io.matriarch.judge.HandoffSituation.Successor;
import io.matriarch.judge.HolderSituation.Server;
import io.matriarch.judge.HolderSituation.Stay;
import java.util.List;

/** The rules of the holder of the lock that hands it over (lease rule L9). */
final class HandoffChapter {
    private HandoffChapter() {}

    static final Column<HandoffSituation, Server> POSTGRES =
            new Column<>("postgres", Server.class, HandoffSituation::postgres);
    static final Column<HandoffSituation, Deal> OFFER =
            new Column<>("offer", Deal.class, HandoffSituation::offer);
    static final Column<HandoffSituation, Successor> HEIR =
            new Column<>("heir", Successor.class, HandoffSituation::heir);
    static final Column<HandoffSituation, Patience> PATIENCE =
            new Column<>("patience", Patience.class, HandoffSituation::patience);
    static final Column<HandoffSituation, Stay> STAY =
            new Column<>("stay", Stay.class, HandoffSituation::stay);

    static Chapter<HandoffSituation> chapter() {
        return new Chapter<>(
                "The member that hands the lock over",
                List.of(POSTGRES, OFFER, HEIR, PATIENCE, STAY),
                List.of(fence(), overdue(), give(), takeBack()),
                List.of(
                        never(
                                "a lock is offered only once PostgreSQL has shut down",
                                OFFER.is(Deal.NONE),
                                POSTGRES.isNot(Server.DOWN)),
                        never(
                                "who offers nothing, and has nobody to offer it to, hands nothing"
                                        + " over",
                                OFFER.is(Deal.NONE),
                                HEIR.is(Successor.GONE)),
                        never(
                                "whoever the lock is offered to was asked before",
                                OFFER.is(Deal.MADE),
                                HEIR.is(Successor.ASK)),
                        never(
                                "an offer that is taken back is meant for nobody",
                                OFFER.is(Deal.OPEN),
                                HEIR.isNot(Successor.GONE)),
                        never(
                                "only what stands for an heir has its time",
                                OFFER.isNot(Deal.MADE),
                                PATIENCE.is(Patience.OVER))));
    }

    private static Section<HandoffSituation> fence() {
        return new Section<>(
                "Fence",
                List.of(
                        row(
                                        "F34-writes-while-offered",
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING))
                                .does(
                                        ServerPlans::fence,
                                        "The lock is offered to another member, who may take it at"
                                                + " any moment, and somebody has started our"
                                                + " PostgreSQL: it is killed now.")));
    }

    private static Section<HandoffSituation> overdue() {
        return new Section<>(
                "Overdue",
                List.of(
                        row("L26-handing-over-overdue", STAY.is(Stay.OVERDUE))
                                .does(
                                        OrderPlans::leaveUnfinished,
                                        "This agent was asked to stop and nobody takes the lock: the"
                                                + " agent ends, once its PostgreSQL certainly"
                                                + " accepts no writes, and the lock expires.")));
    }

    private static Section<HandoffSituation> give() {
        return new Section<>(
                "Give",
                List.of(
                        row("G10-ask-who-could", OFFER.is(Deal.NONE), HEIR.is(Successor.ASK))
                                .does(
                                        Plans::askPeers,
                                        "This agent was asked to stop and its PostgreSQL is down:"
                                                + " the others are asked who has all of its log."),
                        row("G20-offer-lock", OFFER.is(Deal.NONE), HEIR.is(Successor.READY))
                                .does(
                                        HandoffPlans::offer,
                                        "PostgreSQL has shut down and a member has all of its log:"
                                                + " the lock is offered to it, and stays ours until"
                                                + " it takes it."),
                        row(
                                        "G22-offered",
                                        OFFER.is(Deal.MADE),
                                        HEIR.is(Successor.READY),
                                        PATIENCE.is(Patience.GOOD))
                                .waits(
                                        "The lock is offered to another member: it may take it at"
                                                + " any moment.")));
    }

    private static Section<HandoffSituation> takeBack() {
        return new Section<>(
                "Take back",
                List.of(
                        row(
                                        "G30-not-taken",
                                        OFFER.is(Deal.MADE),
                                        HEIR.is(Successor.READY),
                                        PATIENCE.is(Patience.OVER))
                                .does(
                                        HandoffPlans::takeBack,
                                        "The member to which the lock is offered does not take it in"
                                                + " time: the offer is taken back."),
                        row("G32-heir-gone", OFFER.is(Deal.MADE), HEIR.is(Successor.GONE))
                                .does(
                                        HandoffPlans::takeBack,
                                        "The member to which the lock is offered is gone or may not"
                                                + " lead, or the request was withdrawn: the offer is"
                                                + " taken back."),
                        row("G34-taking-back", OFFER.is(Deal.OPEN))
                                .waits(
                                        "Our offer of the lock is being taken back; until that is"
                                                + " confirmed another member may take it, and"
                                                + " PostgreSQL stays down.")));
    }
}
