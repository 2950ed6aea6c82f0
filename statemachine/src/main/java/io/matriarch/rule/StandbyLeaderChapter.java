package io.matriarch.rule;

import static io.matriarch.rule.Chapter.never;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.OutsiderSituation.Following;
import io.matriarch.judge.StandbyLeaderSituation;
import io.matriarch.judge.StandbyLeaderSituation.Data;
import io.matriarch.judge.StandbyLeaderSituation.LeaseLeft;
import io.matriarch.judge.StandbyLeaderSituation.Order;
import io.matriarch.judge.StandbyLeaderSituation.Pace;
import io.matriarch.judge.StandbyLeaderSituation.Server;
import io.matriarch.judge.StandbyLeaderSituation.Stay;
import io.matriarch.judge.StandbyLeaderSituation.Work;
import java.util.List;

/** The rules of the member that holds the lock of a standby cluster. */
final class StandbyLeaderChapter {
    private StandbyLeaderChapter() {}

    static final Column<StandbyLeaderSituation, LeaseLeft> LEASE =
            new Column<>("lease", LeaseLeft.class, StandbyLeaderSituation::lease);
    static final Column<StandbyLeaderSituation, Server> POSTGRES =
            new Column<>("postgres", Server.class, StandbyLeaderSituation::postgres);
    static final Column<StandbyLeaderSituation, Work> WORK =
            new Column<>("work", Work.class, StandbyLeaderSituation::work);
    static final Column<StandbyLeaderSituation, Order> ORDER =
            new Column<>("order", Order.class, StandbyLeaderSituation::order);
    static final Column<StandbyLeaderSituation, Data> DATA =
            new Column<>("data", Data.class, StandbyLeaderSituation::data);
    static final Column<StandbyLeaderSituation, Pace> PACE =
            new Column<>("pace", Pace.class, StandbyLeaderSituation::pace);
    static final Column<StandbyLeaderSituation, Following> UPSTREAM =
            new Column<>("upstream", Following.class, StandbyLeaderSituation::upstream);
    static final Column<StandbyLeaderSituation, Stay> STAY =
            new Column<>("stay", Stay.class, StandbyLeaderSituation::stay);

    static Chapter<StandbyLeaderSituation> chapter() {
        return new Chapter<>(
                "The holder of the lock of a standby cluster",
                List.of(LEASE, POSTGRES, WORK, ORDER, DATA, PACE, UPSTREAM, STAY),
                List.of(
                        lease(),
                        work(),
                        leave(),
                        order(),
                        StandbyLeaderRows.pace(),
                        StandbyLeaderRows.standby(),
                        StandbyLeaderRows.down()),
                List.of(
                        never("nobody votes in a standby cluster", UPSTREAM.is(Following.BOUND)),
                        never(
                                "only a standby that runs replays",
                                POSTGRES.isNot(Server.STANDBY),
                                UPSTREAM.is(Following.HALTED)),
                        never(
                                "only what does not run is left alone in maintenance",
                                POSTGRES.isNot(Server.DOWN),
                                PACE.is(Pace.LEFT)),
                        never(
                                "what does not run needs a start, not a restart",
                                POSTGRES.is(Server.DOWN, Server.ENDING),
                                ORDER.is(Order.RESTART))));
    }

    private static Section<StandbyLeaderSituation> lease() {
        return new Section<>(
                "Lease",
                List.of(
                        row("H10-lease-over", LEASE.is(LeaseLeft.OVER))
                                .does(
                                        LockPlans::forgetLease,
                                        "The lock of the standby cluster is not provably ours any"
                                                + " more and PostgreSQL accepts no writes, so there"
                                                + " is nothing to end.")));
    }

    private static Section<StandbyLeaderSituation> work() {
        return new Section<>(
                "Work",
                List.of(
                        row("H12-leaving-overdue", STAY.is(Stay.OVERDUE))
                                .does(
                                        OrderPlans::leaveUnfinished,
                                        "This agent was asked to stop and does not come to an end:"
                                                + " it ends without more ado."),
                        row("H14-operation-runs", WORK.is(Work.BUSY), STAY.is(Stay.STAYING))
                                .waits(
                                        "An operation runs on the data directory; nothing else is"
                                                + " begun before it ends."),
                        row(
                                        "H16-leaving-cancel",
                                        WORK.is(Work.BUSY),
                                        STAY.is(Stay.LEAVING, Stay.PARTING))
                                .does(
                                        ServerPlans::cancelForLeaving,
                                        "This agent was asked to stop: an operation that may take"
                                                + " long is cancelled, a stop is waited for."),
                        row("H18-lock-request-runs", WORK.is(Work.ASKING), STAY.isNot(Stay.OVERDUE))
                                .waits(
                                        "A request about the lock is unanswered, or the keys were"
                                                + " not read since the lock is ours: first that.")));
    }

    private static Section<StandbyLeaderSituation> leave() {
        return new Section<>(
                "Leave",
                List.of(
                        row("H20-leaving-release", STAY.is(Stay.LEAVING))
                                .does(
                                        StandbyLeaderPlans::release,
                                        "This agent was asked to stop: nothing is written here, so"
                                                + " the lock is given back first and another member"
                                                + " leads at once."),
                        row("H22-leaving-end", STAY.is(Stay.PARTING))
                                .does(
                                        MaintenancePlans::leaveAll,
                                        "This agent was asked to stop: in maintenance it leaves"
                                                + " PostgreSQL as it is and the lock to expire.")));
    }

    private static Section<StandbyLeaderSituation> order() {
        return new Section<>(
                "Order",
                List.of(
                        row("H30-restart-stop", ORDER.is(Order.RESTART))
                                .does(
                                        OrderPlans::stopForRestart,
                                        "An operator ordered a restart: PostgreSQL stops with the"
                                                + " lock still held, to be started again where it"
                                                + " is."),
                        row(
                                        "H32-handover-release",
                                        ORDER.is(Order.READY),
                                        POSTGRES.is(Server.STANDBY))
                                .does(
                                        StandbyLeaderPlans::release,
                                        "A handover was requested and a member can take over:"
                                                + " nothing is written here, so the lock is given"
                                                + " back at once."),
                        row("H34-handover-ask", ORDER.is(Order.ASK), POSTGRES.is(Server.STANDBY))
                                .does(
                                        Plans::askPeers,
                                        "A handover was requested: the others are asked who could"
                                                + " take over."),
                        row("H36-handover-void", ORDER.is(Order.VOID), POSTGRES.is(Server.STANDBY))
                                .does(
                                        MaintenancePlans::clearVoid,
                                        "A handover was requested that is done already, or cannot"
                                                + " be done: the request is cleared.")));
    }
}
