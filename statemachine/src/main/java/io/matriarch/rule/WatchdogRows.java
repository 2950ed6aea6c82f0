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

/** The section for a holder of the lock that must not lead without a watchdog (contract 2.10a). */
final class WatchdogRows {
    private WatchdogRows() {}

    static Section<HolderSituation> watchdog() {
        return new Section<>(
                "Watchdog",
                List.of(
                        row(
                                        "F70-primary-without-watchdog",
                                        LEASE.is(LeaseLeft.GOOD),
                                        POSTGRES.is(Server.PRIMARY, Server.STARTING),
                                        WORK.is(Doing.IDLE),
                                        GUARD.is(Guard.UNWATCHED))
                                .does(
                                        ServerPlans::demote,
                                        "Demoting self because watchdog could not be activated: it"
                                                + " is required, and nothing would reset this"
                                                + " machine if it hung."),
                        row(
                                        "F72-standby-without-watchdog",
                                        LEASE.is(LeaseLeft.GOOD),
                                        POSTGRES.is(Server.STANDBY, Server.OPENING),
                                        WORK.is(Doing.IDLE),
                                        GUARD.is(Guard.UNWATCHED))
                                .does(
                                        ServerPlans::stop,
                                        "Not promoting self because watchdog could not be"
                                                + " activated: PostgreSQL stops, to give the lock"
                                                + " back."),
                        row(
                                        "F74-release-without-watchdog",
                                        LEASE.is(LeaseLeft.GOOD),
                                        POSTGRES.is(Server.DOWN),
                                        WORK.is(Doing.IDLE),
                                        GUARD.is(Guard.UNWATCHED))
                                .does(
                                        LockPlans::releaseLock,
                                        "The watchdog is required and could not be activated, and"
                                                + " PostgreSQL does not run: the lock is given back"
                                                + " to whoever has one.")));
    }
}
