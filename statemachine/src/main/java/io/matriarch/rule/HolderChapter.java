package io.matriarch.rule;

import static io.matriarch.rule.Chapter.never;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.Handover;
import io.matriarch.judge.HolderSituation;
import io.matriarch.judge.HolderSituation.Doing;
import io.matriarch.judge.HolderSituation.Guard;
import io.matriarch.judge.HolderSituation.LeaseLeft;
import io.matriarch.judge.HolderSituation.Order;
import io.matriarch.judge.HolderSituation.Server;
import io.matriarch.judge.HolderSituation.Stay;
import io.matriarch.judge.HolderSituation.Sync;
import io.matriarch.judge.Recovery;
import io.matriarch.state.NodeState;
import java.util.List;

/** The rules of the member that holds the lock, or held it a moment ago. */
final class HolderChapter {
    private HolderChapter() {}

    static final Column<HolderSituation, LeaseLeft> LEASE =
            new Column<>("lease", LeaseLeft.class, HolderSituation::lease);
    static final Column<HolderSituation, Server> POSTGRES =
            new Column<>("postgres", Server.class, HolderSituation::postgres);
    static final Column<HolderSituation, Doing> WORK =
            new Column<>("work", Doing.class, HolderSituation::work);
    static final Column<HolderSituation, Guard> GUARD =
            new Column<>("guard", Guard.class, HolderSituation::guard);
    static final Column<HolderSituation, Order> ORDER =
            new Column<>("order", Order.class, HolderSituation::order);
    static final Column<HolderSituation, Recovery> RECOVERY =
            new Column<>("recovery", Recovery.class, HolderSituation::recovery);
    static final Column<HolderSituation, Stay> STAY =
            new Column<>("stay", Stay.class, HolderSituation::stay);

    static final Column<HolderSituation, Sync> SYNC =
            new Column<>("sync", Sync.class, HolderSituation::sync);

    static Chapter<HolderSituation> chapter() {
        return new Chapter<>(
                "The member that holds the lock",
                List.of(LEASE, POSTGRES, WORK, GUARD, ORDER, RECOVERY, STAY, SYNC),
                List.of(
                        FenceRows.fence(),
                        WatchdogRows.watchdog(),
                        overdue(),
                        HolderWork.work(),
                        leave(),
                        order(),
                        PrimaryRows.primary()),
                impossible());
    }

    private static List<Chapter.Impossible<HolderSituation>> impossible() {
        return List.of(
                never(
                        "a primary that runs is kept, or ended when it or its machine is ill",
                        POSTGRES.is(Server.PRIMARY),
                        RECOVERY.isNot(Recovery.NONE, Recovery.ASK, Recovery.HAND_ON)),
                never(
                        "a standby that runs is promoted, paused or found unfit",
                        POSTGRES.is(Server.STANDBY),
                        RECOVERY.isNot(Recovery.NONE, Recovery.ASK, Recovery.HAND_ON)),
                never(
                        "one that still starts is not started again",
                        POSTGRES.is(Server.STARTING, Server.OPENING),
                        RECOVERY.is(Recovery.RESTART, Recovery.REOPEN, Recovery.HAND_OVER)),
                never(
                        "what cannot be told is waited for, or ended",
                        POSTGRES.is(Server.UNSURE),
                        RECOVERY.isNot(Recovery.NONE, Recovery.HAND_ON)),
                never(
                        "what key sync lacks matters before PostgreSQL accepts writes",
                        POSTGRES.isNot(Server.STANDBY, Server.DOWN),
                        SYNC.isNot(Sync.NONE)),
                never(
                        "a PostgreSQL that does not run always has a way to recover",
                        POSTGRES.is(Server.DOWN),
                        RECOVERY.is(Recovery.NONE)));
    }

    private static Section<HolderSituation> overdue() {
        return new Section<>(
                "Overdue",
                List.of(
                        row("L16-leaving-overdue", STAY.is(Stay.OVERDUE))
                                .does(
                                        OrderPlans::leaveUnfinished,
                                        "This agent was asked to stop and its PostgreSQL does not"
                                                + " end: one that may accept writes is killed"
                                                + " first, then the agent ends, and the lock"
                                                + " expires.")));
    }

    private static Section<HolderSituation> leave() {
        return new Section<>(
                "Leave",
                List.of(
                        row(
                                        "L10-leaving-stop",
                                        STAY.is(Stay.LEAVING),
                                        POSTGRES.is(
                                                Server.PRIMARY,
                                                Server.STANDBY,
                                                Server.OPENING,
                                                Server.STARTING))
                                .does(
                                        OrderPlans::stopForLeaving,
                                        "This agent was asked to stop: its PostgreSQL stops first,"
                                                + " with the lock still held."),
                        row("L12-leaving-release", STAY.is(Stay.LEAVING), POSTGRES.is(Server.DOWN))
                                .does(
                                        LockPlans::releaseLock,
                                        "This agent was asked to stop and its PostgreSQL is down:"
                                                + " the lock is given back, others may lead."),
                        row("L14-leaving-look", STAY.is(Stay.LEAVING), POSTGRES.is(Server.UNSURE))
                                .waits(
                                        "This agent was asked to stop; it waits to see what its"
                                                + " PostgreSQL does.")));
    }

    private static Section<HolderSituation> order() {
        return new Section<>(
                "Order",
                List.of(
                        row(
                                        "O10-handover-stop",
                                        ORDER.is(Order.READY),
                                        POSTGRES.is(Server.PRIMARY),
                                        GUARD.is(Guard.ARMED))
                                .does(
                                        ServerPlans::stopAfterCheckpoint,
                                        "A handover was requested and a member can take over:"
                                                + " PostgreSQL stops first, so that nothing is"
                                                + " written that the next leader lacks."),
                        row(
                                        "O12-handover-ask",
                                        ORDER.is(Order.ASK),
                                        POSTGRES.is(Server.PRIMARY),
                                        GUARD.is(Guard.ARMED))
                                .does(
                                        Plans::askPeers,
                                        "A handover was requested: the others are asked who could"
                                                + " take over."),
                        row(
                                        "O14-handover-void",
                                        ORDER.is(Order.VOID),
                                        POSTGRES.is(Server.PRIMARY),
                                        GUARD.is(Guard.ARMED))
                                .does(
                                        HolderChapter::clearVoid,
                                        "A handover was requested that cannot be done: the request"
                                                + " is cleared and nothing changes."),
                        row(
                                        "O30-demote-cluster",
                                        ORDER.is(Order.DEMOTE),
                                        POSTGRES.is(Server.PRIMARY),
                                        GUARD.is(Guard.ARMED))
                                .does(
                                        ServerPlans::stopAfterCheckpoint,
                                        "The whole cluster is to follow a server outside of it:"
                                                + " PostgreSQL stops in order, to be started again"
                                                + " as a standby."),
                        row(
                                        "O20-restart-stop",
                                        ORDER.is(Order.RESTART),
                                        POSTGRES.is(Server.PRIMARY),
                                        GUARD.is(Guard.ARMED))
                                .does(
                                        OrderPlans::stopForRestart,
                                        "An operator ordered a restart: PostgreSQL stops with the"
                                                + " lock still held, to be started again where it"
                                                + " is."),
                        row(
                                        "O16-handover-release",
                                        POSTGRES.is(Server.DOWN),
                                        RECOVERY.is(Recovery.HAND_OVER))
                                .does(
                                        LockPlans::releaseLock,
                                        "PostgreSQL is stopped for a handover and a member has all"
                                                + " of its log: the lock is given back.")));
    }

    private static Plan clearVoid(NodeState state) {
        return Handover.of(state) instanceof Handover.Void(String why)
                ? LockPlans.clearFailover(state, why)
                : Plan.of(state);
    }
}
