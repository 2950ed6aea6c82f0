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

    static Chapter<HolderSituation> chapter() {
        return new Chapter<>(
                "The member that holds the lock",
                List.of(LEASE, POSTGRES, WORK, GUARD, ORDER, RECOVERY, STAY),
                List.of(fence(), work(), leave(), order(), primary()),
                List.of(
                        never(
                                "a PostgreSQL that runs needs no recovery",
                                POSTGRES.is(
                                        Server.PRIMARY,
                                        Server.STANDBY,
                                        Server.OPENING,
                                        Server.UNSURE),
                                RECOVERY.isNot(Recovery.NONE)),
                        never(
                                "a PostgreSQL that does not run always has a way to recover",
                                POSTGRES.is(Server.DOWN),
                                RECOVERY.is(Recovery.NONE)),
                        never(
                                "one that still starts is not started again",
                                POSTGRES.is(Server.STARTING),
                                RECOVERY.is(
                                        Recovery.RESTART, Recovery.REOPEN, Recovery.HAND_OVER))));
    }

    private static Section<HolderSituation> fence() {
        return new Section<>(
                "Fence",
                List.of(
                        row(
                                        "F10-lease-over",
                                        LEASE.is(LeaseLeft.OVER),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING, Server.UNSURE),
                                        GUARD.isNot(Guard.KILLING))
                                .does(
                                        Plans::fence,
                                        "Our right to write is over and PostgreSQL may still accept"
                                                + " writes, so it is killed now."),
                        row(
                                        "F12-lease-over-while-taking",
                                        LEASE.is(LeaseLeft.OVER),
                                        POSTGRES.is(Server.STANDBY, Server.OPENING, Server.DOWN),
                                        WORK.is(Doing.TAKING),
                                        GUARD.isNot(Guard.KILLING))
                                .does(
                                        Plans::fence,
                                        "Our right to write is over while PostgreSQL is being made"
                                                + " writable, so it is killed now."),
                        row(
                                        "F14-kill-under-way",
                                        LEASE.is(LeaseLeft.OVER),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING, Server.UNSURE),
                                        GUARD.is(Guard.KILLING))
                                .waits(
                                        "The kill was ordered; the next look at PostgreSQL tells"
                                                + " whether it worked."),
                        row(
                                        "F16-kill-of-taking-under-way",
                                        LEASE.is(LeaseLeft.OVER),
                                        POSTGRES.is(Server.STANDBY, Server.OPENING, Server.DOWN),
                                        WORK.is(Doing.TAKING),
                                        GUARD.is(Guard.KILLING))
                                .waits(
                                        "The kill was ordered; the operation that it cuts must end"
                                                + " first."),
                        row(
                                        "F18-lease-over-harmless",
                                        LEASE.is(LeaseLeft.OVER),
                                        POSTGRES.is(Server.STANDBY, Server.OPENING, Server.DOWN),
                                        WORK.isNot(Doing.TAKING))
                                .does(
                                        Plans::forgetLease,
                                        "Our right to write is over and PostgreSQL accepts no"
                                                + " writes, so there is nothing to end."),
                        row(
                                        "F20-lease-ending",
                                        LEASE.is(LeaseLeft.ENDING),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING, Server.UNSURE),
                                        WORK.is(Doing.IDLE))
                                .does(
                                        Plans::stop,
                                        "The lease was not renewed and ends soon: PostgreSQL is"
                                                + " stopped in order while there is time."),
                        row(
                                        "F22-lease-ending-wait",
                                        LEASE.is(LeaseLeft.ENDING),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING, Server.UNSURE),
                                        WORK.isNot(Doing.IDLE))
                                .waits(
                                        "The lease ends soon and an operation runs: it ends in time"
                                                + " or is cut by the fence."),
                        row(
                                        "F24-lease-ending-harmless",
                                        LEASE.is(LeaseLeft.ENDING),
                                        POSTGRES.is(Server.STANDBY, Server.OPENING, Server.DOWN))
                                .waits(
                                        "The lease ends soon and PostgreSQL accepts no writes:"
                                                + " nothing is begun that it would not cover.")));
    }

    private static Section<HolderSituation> work() {
        return new Section<>(
                "Work",
                List.of(
                        row("W10-operation-runs", WORK.isNot(Doing.IDLE, Doing.ASKING))
                                .waits(
                                        "An operation runs on the data directory; nothing else is"
                                                + " begun before it ends."),
                        row("W12-lock-request-runs", WORK.is(Doing.ASKING))
                                .waits(
                                        "A request about the lock is unanswered; until then the"
                                                + " lock may or may not be ours.")));
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
                                        Plans::stopAfterCheckpoint,
                                        "This agent was asked to stop: its PostgreSQL stops first,"
                                                + " with the lock still held."),
                        row("L12-leaving-release", STAY.is(Stay.LEAVING), POSTGRES.is(Server.DOWN))
                                .does(
                                        Plans::releaseLock,
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
                                        Plans::stopAfterCheckpoint,
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
                                        "O16-handover-release",
                                        POSTGRES.is(Server.DOWN),
                                        RECOVERY.is(Recovery.HAND_OVER))
                                .does(
                                        Plans::releaseLock,
                                        "PostgreSQL is stopped for a handover and a member has all"
                                                + " of its log: the lock is given back.")));
    }

    private static Plan clearVoid(NodeState state) {
        return Handover.of(state) instanceof Handover.Void(String why)
                ? Plans.clearFailover(state, why)
                : Plan.of(state);
    }

    private static Section<HolderSituation> primary() {
        return new Section<>(
                "Primary",
                List.of(
                        row(
                                        "P10-steady-primary",
                                        POSTGRES.is(Server.PRIMARY),
                                        GUARD.is(Guard.ARMED))
                                .isSteady("We hold the lock and PostgreSQL runs as primary."),
                        row(
                                        "P12-primary-unguarded",
                                        POSTGRES.is(Server.PRIMARY),
                                        GUARD.isNot(Guard.ARMED))
                                .waits(
                                        "We hold the lock and PostgreSQL runs as primary; the"
                                                + " guard's echo is awaited."),
                        row("P20-promote", POSTGRES.is(Server.STANDBY), GUARD.is(Guard.ARMED))
                                .does(
                                        Plans::promote,
                                        "We hold the lock and PostgreSQL is a standby: it is"
                                                + " promoted."),
                        row(
                                        "P22-promote-unguarded",
                                        POSTGRES.is(Server.STANDBY, Server.OPENING),
                                        GUARD.isNot(Guard.ARMED))
                                .waits(
                                        "We hold the lock; PostgreSQL must not become writable"
                                                + " before the guard is armed."),
                        row("P24-standby-opens", POSTGRES.is(Server.OPENING), GUARD.is(Guard.ARMED))
                                .waits(
                                        "We hold the lock and PostgreSQL still starts as a standby:"
                                                + " it is promoted when it is up."),
                        row(
                                        "P30-restart-primary",
                                        POSTGRES.is(Server.DOWN),
                                        RECOVERY.is(Recovery.RESTART),
                                        GUARD.is(Guard.ARMED))
                                .does(
                                        Plans::startPrimary,
                                        "We hold the lock and our primary does not run: it is"
                                                + " started again where it is."),
                        row(
                                        "P32-reopen-standby",
                                        POSTGRES.is(Server.DOWN),
                                        RECOVERY.is(Recovery.REOPEN),
                                        GUARD.is(Guard.ARMED))
                                .does(
                                        Plans::startStandby,
                                        "We hold the lock and our standby does not run: it is"
                                                + " started, to be promoted then."),
                        row(
                                        "P34-restart-unguarded",
                                        POSTGRES.is(Server.DOWN),
                                        RECOVERY.is(Recovery.RESTART, Recovery.REOPEN),
                                        GUARD.isNot(Guard.ARMED))
                                .waits(
                                        "We hold the lock and PostgreSQL does not run; it must not"
                                                + " start before the guard is armed."),
                        row("P40-hand-on", POSTGRES.is(Server.DOWN), RECOVERY.is(Recovery.HAND_ON))
                                .does(
                                        Plans::releaseLock,
                                        "Our PostgreSQL does not run and is not to be waited for:"
                                                + " the lock is given back so that another member"
                                                + " can lead."),
                        row(
                                        "P42-ask-who-could",
                                        POSTGRES.is(Server.DOWN, Server.STARTING),
                                        RECOVERY.is(Recovery.ASK))
                                .does(
                                        Plans::askPeers,
                                        "Our PostgreSQL does not run; before anything else it must"
                                                + " be known who could lead in its place."),
                        row(
                                        "P50-primary-starts",
                                        POSTGRES.is(Server.STARTING),
                                        RECOVERY.is(Recovery.NONE))
                                .waits(
                                        "We hold the lock and PostgreSQL is starting: it gets"
                                                + " primary_start_timeout."),
                        row(
                                        "P52-start-overdue",
                                        POSTGRES.is(Server.STARTING),
                                        RECOVERY.is(Recovery.HAND_ON))
                                .does(
                                        Plans::stop,
                                        "PostgreSQL has been starting for longer than"
                                                + " primary_start_timeout and another member could"
                                                + " lead: it is stopped."),
                        row("P60-primary-unsure", POSTGRES.is(Server.UNSURE))
                                .waits(
                                        "We hold the lock and cannot tell what PostgreSQL does:"
                                                + " the next look tells, or the lease ends.")));
    }
}
