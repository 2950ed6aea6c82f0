package io.matriarch.rule;

import static io.matriarch.rule.PromisedChapter.GUARD;
import static io.matriarch.rule.PromisedChapter.POSTGRES;
import static io.matriarch.rule.PromisedChapter.PROMISE;
import static io.matriarch.rule.PromisedChapter.WORK;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.HolderSituation.Guard;
import io.matriarch.judge.PromisedSituation;
import io.matriarch.judge.PromisedSituation.Doing;
import io.matriarch.judge.PromisedSituation.Promise;
import io.matriarch.judge.PromisedSituation.Server;
import java.util.List;

/** The section that ends writing before the members' promise ends. */
final class PromisedFenceRows {
    private PromisedFenceRows() {}

    static Section<PromisedSituation> fence() {
        return new Section<>(
                "Fence",
                List.of(
                        row(
                                        "F50-promise-over",
                                        PROMISE.is(Promise.OVER),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING, Server.UNSURE))
                                .does(
                                        ServerPlans::fence,
                                        "The members' promise is over and PostgreSQL may still"
                                                + " accept writes, so it is killed now."),
                        row(
                                        "F52-promise-broken",
                                        PROMISE.is(Promise.BROKEN),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING, Server.UNSURE))
                                .does(
                                        ServerPlans::fence,
                                        "The DCS is back and another member leads or has led in"
                                                + " spite of the promise, so PostgreSQL is killed"
                                                + " now."),
                        row(
                                        "F54-promise-over-while-taking",
                                        PROMISE.is(Promise.OVER, Promise.BROKEN),
                                        POSTGRES.is(Server.STANDBY, Server.CRASHED, Server.DOWN),
                                        WORK.is(Doing.TAKING))
                                .does(
                                        ServerPlans::fence,
                                        "The members' promise counts no more while PostgreSQL is"
                                                + " being made writable, so it is killed now."),
                        row(
                                        "F56-promise-over-harmless",
                                        PROMISE.is(Promise.OVER, Promise.BROKEN),
                                        POSTGRES.is(Server.STANDBY, Server.CRASHED, Server.DOWN),
                                        WORK.isNot(Doing.TAKING))
                                .does(
                                        LockPlans::forgetPromise,
                                        "The members' promise counts no more and PostgreSQL accepts"
                                                + " no writes, so there is nothing to end."),
                        row(
                                        "F58-promise-ending",
                                        PROMISE.is(Promise.ENDING),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING),
                                        WORK.is(Doing.IDLE))
                                .does(
                                        ServerPlans::stopNow,
                                        "Not all members renew their promise and it ends soon:"
                                                + " PostgreSQL is stopped in order while there is"
                                                + " time."),
                        row(
                                        "F60-promise-ending-wait",
                                        PROMISE.is(Promise.ENDING),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING),
                                        WORK.isNot(Doing.IDLE))
                                .waits(
                                        "The members' promise ends soon and an operation runs: it"
                                                + " ends in time or is cut by the fence."),
                        row(
                                        "F62-promise-ending-harmless",
                                        PROMISE.is(Promise.ENDING),
                                        POSTGRES.isNot(Server.PRIMARY, Server.STARTING))
                                .waits(
                                        "The members' promise ends soon: nothing is begun that it"
                                                + " would not cover."),
                        row(
                                        "F64-guard-silent",
                                        PROMISE.is(Promise.GOOD),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING),
                                        WORK.is(Doing.IDLE),
                                        GUARD.is(Guard.SILENT))
                                .does(
                                        ServerPlans::stopNow,
                                        "The guard does not answer, so nobody would end our writing"
                                                + " if this agent froze: PostgreSQL is stopped."),
                        row(
                                        "F76-promised-without-watchdog",
                                        PROMISE.is(Promise.GOOD),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING),
                                        WORK.is(Doing.IDLE),
                                        GUARD.is(Guard.UNWATCHED))
                                .does(
                                        ServerPlans::stopNow,
                                        "Demoting self because watchdog could not be activated: it"
                                                + " is required, also while the members' promise"
                                                + " holds.")));
    }
}
