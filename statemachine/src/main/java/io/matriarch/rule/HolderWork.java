package io.matriarch.rule;

import static io.matriarch.rule.HolderChapter.ORDER;
import static io.matriarch.rule.HolderChapter.POSTGRES;
import static io.matriarch.rule.HolderChapter.RECOVERY;
import static io.matriarch.rule.HolderChapter.WORK;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.HolderSituation;
import io.matriarch.judge.HolderSituation.Doing;
import io.matriarch.judge.HolderSituation.Order;
import io.matriarch.judge.HolderSituation.Server;
import io.matriarch.judge.Recovery;
import java.util.ArrayList;
import java.util.List;

/** The section for the holder of the lock while something is under way. */
final class HolderWork {
    private HolderWork() {}

    static Section<HolderSituation> work() {
        List<Row<HolderSituation>> rows = new ArrayList<>(starts());
        rows.addAll(startsGivenUp());
        rows.addAll(stops());
        rows.addAll(archiving());
        return new Section<>("Work", rows);
    }

    private static List<Row<HolderSituation>> starts() {
        return List.of(
                row("W10-operation-runs", WORK.is(Doing.BUSY))
                        .waits(
                                "An operation runs on the data directory; nothing else is begun"
                                        + " before it ends."),
                row("W12-lock-request-runs", WORK.is(Doing.ASKING))
                        .waits(
                                "A request about the lock is unanswered; until then the lock may"
                                        + " or may not be ours."),
                row(
                                "W14-being-made-primary",
                                WORK.is(Doing.TAKING),
                                POSTGRES.isNot(Server.STARTING))
                        .waits("PostgreSQL is being made the primary: wait for it."),
                row(
                                "W15-primary-starts",
                                WORK.is(Doing.TAKING),
                                POSTGRES.is(Server.STARTING),
                                RECOVERY.isNot(Recovery.ASK, Recovery.HAND_ON))
                        .waits("The primary is being started and has time left: wait for it."));
    }

    private static List<Row<HolderSituation>> startsGivenUp() {
        return List.of(
                row(
                                "W16-start-overdue-ask",
                                WORK.is(Doing.TAKING),
                                POSTGRES.is(Server.STARTING),
                                RECOVERY.is(Recovery.ASK))
                        .does(
                                Plans::askPeers,
                                "The start of the primary exceeds primary_start_timeout, or a"
                                        + " handover was requested meanwhile: the others are asked"
                                        + " who could lead in its place."),
                row(
                                "W17-start-overdue",
                                WORK.is(Doing.TAKING),
                                POSTGRES.is(Server.STARTING),
                                RECOVERY.is(Recovery.HAND_ON))
                        .does(
                                ServerPlans::giveUpStart,
                                "The start of the primary exceeds primary_start_timeout, or a"
                                        + " handover was requested meanwhile, and another member"
                                        + " could lead: it is cancelled."));
    }

    private static List<Row<HolderSituation>> stops() {
        return List.of(
                row("W18-stopping", WORK.is(Doing.STOPPING), POSTGRES.isNot(Server.DOWN))
                        .waits("PostgreSQL is being stopped: wait for it."),
                row(
                                "W19-stop-hangs",
                                WORK.is(Doing.STUCK),
                                POSTGRES.isNot(Server.DOWN, Server.PRIMARY))
                        .does(
                                ServerPlans::hasten,
                                "The stop exceeds its time and no client is connected any more:"
                                        + " PostgreSQL is stopped at once, as in a crash."),
                row(
                                "W30-stop-unheard",
                                WORK.is(Doing.STUCK),
                                POSTGRES.is(Server.PRIMARY),
                                ORDER.is(Order.NONE, Order.RESTART))
                        .does(
                                ServerPlans::hasten,
                                "The stop exceeds its time and PostgreSQL still takes writes: it is"
                                        + " stopped at once, as in a crash."),
                row(
                                "W31-handover-called-off",
                                WORK.is(Doing.STUCK),
                                POSTGRES.is(Server.PRIMARY),
                                ORDER.isNot(Order.NONE, Order.RESTART))
                        .does(
                                ServerPlans::callOff,
                                "The checkpoint before a handover does not end in time: the"
                                        + " handover is called off and PostgreSQL serves on."));
    }

    private static List<Row<HolderSituation>> archiving() {
        return List.of(
                row(
                                "W32-shut-down-ask",
                                WORK.is(Doing.STOPPING),
                                POSTGRES.is(Server.DOWN),
                                RECOVERY.isNot(Recovery.HAND_OVER))
                        .does(
                                Plans::askPeers,
                                "PostgreSQL has shut down and its last processes, which send and"
                                        + " archive its log, are not seen to have ended: the others"
                                        + " are asked who has all of it."),
                row(
                                "W33-shut-down-release",
                                WORK.is(Doing.STOPPING, Doing.STUCK),
                                POSTGRES.is(Server.DOWN),
                                RECOVERY.is(Recovery.HAND_OVER))
                        .does(
                                LockPlans::releaseLock,
                                "PostgreSQL has shut down and a member has all of its log: the lock"
                                        + " is given back before the archiver is done."),
                row(
                                "W35-archiver-hangs",
                                WORK.is(Doing.STUCK),
                                POSTGRES.is(Server.DOWN),
                                RECOVERY.isNot(Recovery.HAND_OVER))
                        .does(
                                ServerPlans::hasten,
                                "PostgreSQL has shut down and what sends or archives its log does"
                                        + " not end: it is ended, its data is whole."));
    }
}
