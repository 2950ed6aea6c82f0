package io.matriarch.rule;

import static io.matriarch.rule.HolderChapter.GUARD;
import static io.matriarch.rule.HolderChapter.LEASE;
import static io.matriarch.rule.HolderChapter.POSTGRES;
import static io.matriarch.rule.HolderChapter.WORK;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.HolderSituation;
import io.matriarch.judge.HolderSituation.Doing;
import io.matriarch.judge.HolderSituation.Guard;
import io.matriarch.judge.HolderSituation.LeaseLeft;
import io.matriarch.judge.HolderSituation.Server;
import java.util.List;

/** The section that ends the holder's writing before its right to write ends. */
final class FenceRows {
    private FenceRows() {}

    static Section<HolderSituation> fence() {
        return new Section<>(
                "Fence",
                List.of(
                        row(
                                        "F10-lease-over",
                                        LEASE.is(LeaseLeft.OVER),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING, Server.UNSURE),
                                        GUARD.isNot(Guard.KILLING))
                                .does(
                                        ServerPlans::fence,
                                        "Our right to write is over and PostgreSQL may still accept"
                                                + " writes, so it is killed now."),
                        row(
                                        "F12-lease-over-while-taking",
                                        LEASE.is(LeaseLeft.OVER),
                                        POSTGRES.is(Server.STANDBY, Server.OPENING, Server.DOWN),
                                        WORK.is(Doing.TAKING),
                                        GUARD.isNot(Guard.KILLING))
                                .does(
                                        ServerPlans::fence,
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
                                        LockPlans::forgetLease,
                                        "Our right to write is over and PostgreSQL accepts no"
                                                + " writes, so there is nothing to end."),
                        row(
                                        "F20-lease-ending",
                                        LEASE.is(LeaseLeft.ENDING),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING),
                                        WORK.is(Doing.IDLE))
                                .does(
                                        ServerPlans::demote,
                                        "The lease was not renewed and ends soon: PostgreSQL is"
                                                + " stopped in order while there is time, or killed"
                                                + " where a stop has just failed."),
                        row(
                                        "F22-lease-ending-wait",
                                        LEASE.is(LeaseLeft.ENDING),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING),
                                        WORK.isNot(Doing.IDLE))
                                .waits(
                                        "The lease ends soon and an operation runs: it ends in time"
                                                + " or is cut by the fence."),
                        row(
                                        "F30-guard-silent",
                                        LEASE.is(LeaseLeft.GOOD),
                                        POSTGRES.isNot(Server.DOWN, Server.UNSURE),
                                        WORK.is(Doing.IDLE),
                                        GUARD.is(Guard.SILENT))
                                .does(
                                        ServerPlans::demote,
                                        "The guard does not answer, so nobody would end our writing"
                                                + " if this agent froze: PostgreSQL is stopped, or"
                                                + " killed where a stop has just failed."),
                        row(
                                        "F32-guard-silent-release",
                                        LEASE.is(LeaseLeft.GOOD),
                                        POSTGRES.is(Server.DOWN),
                                        WORK.is(Doing.IDLE),
                                        GUARD.is(Guard.SILENT))
                                .does(
                                        LockPlans::releaseLock,
                                        "The guard does not answer and PostgreSQL does not run: the"
                                                + " lock is given back to whoever has a guard."),
                        row(
                                        "F26-lease-ending-unsure",
                                        LEASE.is(LeaseLeft.ENDING),
                                        POSTGRES.is(Server.UNSURE))
                                .waits(
                                        "The lease ends soon and it cannot be told what PostgreSQL"
                                                + " does: the next look tells, or the fence ends"
                                                + " it."),
                        row(
                                        "F24-lease-ending-harmless",
                                        LEASE.is(LeaseLeft.ENDING),
                                        POSTGRES.is(Server.STANDBY, Server.OPENING, Server.DOWN))
                                .waits(
                                        "The lease ends soon and PostgreSQL accepts no writes:"
                                                + " nothing is begun that it would not cover.")));
    }
}
