package io.matriarch.rule;

import static io.matriarch.rule.Chapter.never;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.HolderSituation.Doing;
import io.matriarch.judge.HolderSituation.Server;
import io.matriarch.judge.HolderSituation.Sync;
import io.matriarch.judge.PausedHolderSituation;
import io.matriarch.judge.PausedHolderSituation.LeaseLeft;
import io.matriarch.judge.PausedHolderSituation.Order;
import io.matriarch.judge.PausedHolderSituation.Standing;
import java.util.List;

/** The rules of the member that holds the lock while the cluster is in maintenance. */
final class PausedHolderChapter {
    private PausedHolderChapter() {}

    static final Column<PausedHolderSituation, LeaseLeft> LEASE =
            new Column<>("lease", LeaseLeft.class, PausedHolderSituation::lease);
    static final Column<PausedHolderSituation, Server> POSTGRES =
            new Column<>("postgres", Server.class, PausedHolderSituation::postgres);
    static final Column<PausedHolderSituation, Doing> WORK =
            new Column<>("work", Doing.class, PausedHolderSituation::work);
    static final Column<PausedHolderSituation, Order> ORDER =
            new Column<>("order", Order.class, PausedHolderSituation::order);
    static final Column<PausedHolderSituation, Standing> STANDING =
            new Column<>("standing", Standing.class, PausedHolderSituation::standing);
    static final Column<PausedHolderSituation, Sync> SYNC =
            new Column<>("sync", Sync.class, PausedHolderSituation::sync);

    static Chapter<PausedHolderSituation> chapter() {
        return new Chapter<>(
                "The holder of the lock in maintenance",
                List.of(LEASE, POSTGRES, WORK, ORDER, STANDING, SYNC),
                List.of(lease(), work(), standing(), order(), postgres()),
                List.of(
                        never(
                                "whoever runs as primary and has the lock leads already",
                                POSTGRES.is(Server.PRIMARY),
                                ORDER.is(Order.LEAD)),
                        never(
                                "what key sync lacks matters before an order makes us accept"
                                        + " writes",
                                ORDER.is(Order.NONE, Order.ASK, Order.READY),
                                SYNC.isNot(Sync.NONE)),
                        never(
                                "who is to lead is promoted, and nothing else",
                                ORDER.is(Order.LEAD),
                                POSTGRES.isNot(Server.STANDBY),
                                SYNC.isNot(Sync.NONE)),
                        never(
                                "what was stopped for an order is started, and nothing else",
                                ORDER.is(Order.VOID, Order.RESTART),
                                POSTGRES.isNot(Server.DOWN),
                                SYNC.isNot(Sync.NONE)),
                        never(
                                "one that starts or cannot be told does not say whose data it has",
                                POSTGRES.is(Server.OPENING, Server.UNSURE),
                                STANDING.is(Standing.STRANGER))));
    }

    private static Section<PausedHolderSituation> lease() {
        return new Section<>(
                "Lease",
                List.of(
                        row("M10-lease-over", LEASE.is(LeaseLeft.OVER))
                                .does(
                                        LockPlans::forgetLease,
                                        "The lock is not provably ours any more. In maintenance"
                                                + " that demotes nobody: PostgreSQL stays as it"
                                                + " is, without the lock.")));
    }

    private static Section<PausedHolderSituation> work() {
        return new Section<>(
                "Work",
                List.of(
                        row(
                                        "M12-operation-runs",
                                        WORK.isNot(Doing.IDLE, Doing.ASKING),
                                        STANDING.isNot(Standing.LEAVING))
                                .waits(
                                        "An operation that was ordered runs on the data directory;"
                                                + " nothing else is begun before it ends."),
                        row(
                                        "M14-leaving-cancel",
                                        WORK.isNot(Doing.IDLE, Doing.ASKING),
                                        STANDING.is(Standing.LEAVING))
                                .does(
                                        ServerPlans::cancelForLeaving,
                                        "This agent was asked to stop: an operation that may take"
                                                + " long is cancelled, a stop is waited for."),
                        row(
                                        "M16-lock-request-runs",
                                        WORK.is(Doing.ASKING),
                                        STANDING.isNot(Standing.LEAVING))
                                .waits(
                                        "A request about the lock is unanswered, or the keys were"
                                                + " not read since the lock is ours: first that.")));
    }

    private static Section<PausedHolderSituation> standing() {
        return new Section<>(
                "Standing",
                List.of(
                        row("M18-leaving-end", STANDING.is(Standing.LEAVING))
                                .does(
                                        MaintenancePlans::leaveAll,
                                        "This agent was asked to stop: in maintenance it leaves"
                                                + " PostgreSQL running and the lock to expire."),
                        row(
                                        "M20-foreign-data-release",
                                        STANDING.is(Standing.STRANGER),
                                        POSTGRES.is(Server.PRIMARY, Server.STANDBY, Server.DOWN))
                                .does(
                                        MaintenancePlans::release,
                                        "Our data belongs to another cluster: it must not lead this"
                                                + " one, so the lock is given back, and nothing"
                                                + " else is touched.")));
    }

    private static Section<PausedHolderSituation> order() {
        return new Section<>(
                "Order",
                List.of(
                        row("M22-handover-stop", ORDER.is(Order.READY), POSTGRES.is(Server.PRIMARY))
                                .does(
                                        MaintenancePlans::stopForHandover,
                                        "An operator wants a named member to lead and it can:"
                                                + " PostgreSQL stops first, so that nothing is"
                                                + " written that the next leader lacks."),
                        row(
                                        "M24-handover-ask",
                                        ORDER.is(Order.ASK),
                                        POSTGRES.is(Server.PRIMARY, Server.DOWN))
                                .does(
                                        Plans::askPeers,
                                        "An operator wants a named member to lead: it is asked"
                                                + " whether it can, and has all of our log."),
                        row("M26-handover-void", ORDER.is(Order.VOID), POSTGRES.is(Server.PRIMARY))
                                .does(
                                        MaintenancePlans::clearVoid,
                                        "A handover was requested that cannot be done: the request"
                                                + " is cleared and nothing changes."),
                        row("M28-handover-release", ORDER.is(Order.READY), POSTGRES.is(Server.DOWN))
                                .does(
                                        LockPlans::releaseLock,
                                        "PostgreSQL is stopped for a handover and the named member"
                                                + " has all of its log: the lock is given back."),
                        row(
                                        "M30-handover-failed",
                                        ORDER.is(Order.VOID),
                                        POSTGRES.is(Server.DOWN),
                                        SYNC.is(Sync.NONE))
                                .does(
                                        ServerPlans::startPrimary,
                                        "PostgreSQL was stopped for a handover that did not come"
                                                + " about: it is started again where it was."),
                        row(
                                        "M33-restart-stop",
                                        ORDER.is(Order.RESTART),
                                        POSTGRES.is(Server.PRIMARY))
                                .does(
                                        OrderPlans::stopForRestart,
                                        "An operator ordered a restart: PostgreSQL stops with the"
                                                + " lock still held."),
                        row(
                                        "M35-restart-start",
                                        ORDER.is(Order.RESTART),
                                        POSTGRES.is(Server.DOWN),
                                        SYNC.is(Sync.NONE))
                                .does(
                                        ServerPlans::startPrimary,
                                        "PostgreSQL was stopped for a restart: it is started again"
                                                + " where it was."),
                        row(
                                        "M29-claim-sync",
                                        ORDER.is(Order.LEAD, Order.VOID, Order.RESTART),
                                        POSTGRES.is(Server.STANDBY, Server.DOWN),
                                        SYNC.is(Sync.CLAIM))
                                .does(
                                        SyncPlans::claim,
                                        "An operator's order makes us accept writes in synchronous"
                                                + " mode and key sync names another leader: before"
                                                + " we write, it must name us, and nobody who would"
                                                + " lack what we write."),
                        row(
                                        "M31-sync-unknown",
                                        ORDER.is(Order.LEAD, Order.VOID, Order.RESTART),
                                        POSTGRES.is(Server.STANDBY, Server.DOWN),
                                        SYNC.is(Sync.ASKED))
                                .waits(
                                        "An operator's order makes us accept writes in synchronous"
                                                + " mode and it is not known what key sync holds:"
                                                + " commits must wait for whoever it lets lead"
                                                + " next."),
                        row(
                                        "M32-promote-candidate",
                                        ORDER.is(Order.LEAD),
                                        POSTGRES.is(Server.STANDBY),
                                        SYNC.is(Sync.NONE))
                                .does(
                                        ServerPlans::promote,
                                        "An operator wants this member to lead, and it has the"
                                                + " lock: it is promoted.")));
    }

    private static Section<PausedHolderSituation> postgres() {
        return new Section<>(
                "PostgreSQL",
                List.of(
                        row("M34-steady-primary", POSTGRES.is(Server.PRIMARY))
                                .isSteady(
                                        "We hold the lock and PostgreSQL runs as primary; the guard"
                                                + " rests while the operators are at work."),
                        row("M36-no-longer-primary", POSTGRES.is(Server.STANDBY))
                                .does(
                                        MaintenancePlans::release,
                                        "Our PostgreSQL was made a standby: it is not promoted in"
                                                + " maintenance, and the lock is given back for a"
                                                + " member that runs as primary."),
                        row("M38-primary-stopped", POSTGRES.is(Server.DOWN))
                                .does(
                                        LockPlans::releaseLock,
                                        "Our PostgreSQL does not run: it is not started in"
                                                + " maintenance, and the lock is given back."),
                        row(
                                        "M39-holder-looks-again",
                                        POSTGRES.is(Server.OPENING, Server.STARTING, Server.UNSURE))
                                .waits(
                                        "PostgreSQL starts, or it cannot be told what it does: look"
                                                + " again.")));
    }
}
