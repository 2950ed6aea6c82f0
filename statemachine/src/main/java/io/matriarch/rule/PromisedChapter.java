package io.matriarch.rule;

import static io.matriarch.rule.Row.row;

import io.matriarch.judge.HolderSituation.Guard;
import io.matriarch.judge.HolderSituation.Stay;
import io.matriarch.judge.PromisedSituation;
import io.matriarch.judge.PromisedSituation.Doing;
import io.matriarch.judge.PromisedSituation.Lockholder;
import io.matriarch.judge.PromisedSituation.Promise;
import io.matriarch.judge.PromisedSituation.Server;
import java.util.List;

/** The rules of a primary that leads by the promise of all other members. */
final class PromisedChapter {
    private PromisedChapter() {}

    static final Column<PromisedSituation, Promise> PROMISE =
            new Column<>("promise", Promise.class, PromisedSituation::promise);
    static final Column<PromisedSituation, Lockholder> LOCK =
            new Column<>("lock", Lockholder.class, PromisedSituation::lock);
    static final Column<PromisedSituation, Server> POSTGRES =
            new Column<>("postgres", Server.class, PromisedSituation::postgres);
    static final Column<PromisedSituation, Doing> WORK =
            new Column<>("work", Doing.class, PromisedSituation::work);
    static final Column<PromisedSituation, Guard> GUARD =
            new Column<>("guard", Guard.class, PromisedSituation::guard);
    static final Column<PromisedSituation, Stay> STAY =
            new Column<>("stay", Stay.class, PromisedSituation::stay);

    static Chapter<PromisedSituation> chapter() {
        return new Chapter<>(
                "A primary that leads by the members' promise",
                List.of(PROMISE, LOCK, POSTGRES, WORK, GUARD, STAY),
                List.of(PromisedFenceRows.fence(), work(), leave(), promise()),
                List.of());
    }

    private static Section<PromisedSituation> work() {
        return new Section<>(
                "Work",
                List.of(
                        row("W50-operation-runs", WORK.isNot(Doing.IDLE))
                                .waits(
                                        "An operation runs on the data directory; nothing else is"
                                                + " begun before it ends.")));
    }

    private static Section<PromisedSituation> leave() {
        return new Section<>(
                "Leave",
                List.of(
                        row(
                                        "L50-leaving-stop",
                                        STAY.is(Stay.LEAVING),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING))
                                .does(
                                        ServerPlans::stopAfterCheckpoint,
                                        "This agent was asked to stop: its PostgreSQL stops while"
                                                + " the promise holds."),
                        row(
                                        "L52-leaving-let-go",
                                        STAY.is(Stay.LEAVING),
                                        POSTGRES.is(Server.STANDBY, Server.CRASHED, Server.DOWN))
                                .does(
                                        LockPlans::forgetPromise,
                                        "This agent was asked to stop and nothing accepts writes"
                                                + " here: the promise is not needed any more."),
                        row("L54-leaving-look", STAY.is(Stay.LEAVING), POSTGRES.is(Server.UNSURE))
                                .waits(
                                        "This agent was asked to stop; it waits to see what its"
                                                + " PostgreSQL does.")));
    }

    private static Section<PromisedSituation> promise() {
        return new Section<>(
                "Promise",
                List.of(
                        row(
                                        "K10-lead-by-promise",
                                        POSTGRES.is(Server.PRIMARY),
                                        LOCK.is(Lockholder.UNSEEN))
                                .waits(
                                        "The DCS is out of reach and all members have promised not"
                                                + " to lead: continue to run as a leader."),
                        row(
                                        "K12-take-lock-again",
                                        POSTGRES.is(Server.PRIMARY),
                                        LOCK.is(Lockholder.FREE))
                                .does(
                                        LockPlans::takeLock,
                                        "The DCS is back and nobody holds the lock: take it again"
                                                + " while the promise holds."),
                        row(
                                        "K14-lock-being-confirmed",
                                        POSTGRES.is(Server.PRIMARY),
                                        LOCK.is(Lockholder.OURS))
                                .waits(
                                        "We lead by the members' promise and the lock is ours or"
                                                + " may be: a confirmed renewal settles it."),
                        row("K20-start-again", POSTGRES.is(Server.CRASHED), GUARD.is(Guard.ARMED))
                                .does(
                                        ServerPlans::restartByPromise,
                                        "Our primary does not run and all members have promised not"
                                                + " to lead: it is started again where it is."),
                        row(
                                        "K22-start-unguarded",
                                        POSTGRES.is(Server.CRASHED),
                                        GUARD.isNot(Guard.ARMED))
                                .waits(
                                        "Our primary does not run; it must not start before"
                                                + " guard and watchdog are armed."),
                        row("K24-let-go", POSTGRES.is(Server.STANDBY, Server.DOWN))
                                .does(
                                        LockPlans::forgetPromise,
                                        "Nothing accepts writes here and by promise nothing new is"
                                                + " begun: let others lead."),
                        row("K26-look", POSTGRES.is(Server.STARTING, Server.UNSURE))
                                .waits(
                                        "We lead by the members' promise and PostgreSQL starts or"
                                                + " does not tell: the next look tells.")));
    }
}
