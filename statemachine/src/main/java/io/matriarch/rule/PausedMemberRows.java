package io.matriarch.rule;

import static io.matriarch.rule.PausedMemberChapter.CANDIDACY;
import static io.matriarch.rule.PausedMemberChapter.ERRAND;
import static io.matriarch.rule.PausedMemberChapter.LOCK;
import static io.matriarch.rule.PausedMemberChapter.PATH;
import static io.matriarch.rule.PausedMemberChapter.POSTGRES;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.OutsiderSituation.Chance;
import io.matriarch.judge.OutsiderSituation.Lockholder;
import io.matriarch.judge.PausedMemberSituation;
import io.matriarch.judge.PausedMemberSituation.Errand;
import io.matriarch.judge.PausedMemberSituation.Path;
import io.matriarch.judge.PausedMemberSituation.Server;
import java.util.List;

/** What a member without the lock does, and mostly does not do, in maintenance. */
final class PausedMemberRows {
    private PausedMemberRows() {}

    static Section<PausedMemberSituation> errand() {
        return new Section<>(
                "Errand",
                List.of(
                        row(
                                        "M48-run-again",
                                        ERRAND.is(Errand.REVIVE),
                                        POSTGRES.is(Server.DOWN),
                                        PATH.is(Path.RIGHT, Path.ASTRAY),
                                        LOCK.isNot(Lockholder.PENDING, Lockholder.UNKNOWN))
                                .does(
                                        ServerPlans::startStandby,
                                        "PostgreSQL was stopped on an order, not by hand: it is"
                                                + " started again, as a standby."),
                        row(
                                        "M50-run-again-not-yet",
                                        ERRAND.is(Errand.REVIVE),
                                        POSTGRES.is(Server.DOWN),
                                        PATH.is(Path.DIVERGED, Path.PAUSED))
                                .waits(
                                        "PostgreSQL was stopped on an order and cannot follow the"
                                                + " leader as it is: in maintenance nothing is"
                                                + " rewound or copied unasked."),
                        row(
                                        "M55-restart-stop",
                                        ERRAND.is(Errand.RESTART),
                                        POSTGRES.is(Server.STANDBY, Server.STARTING))
                                .does(
                                        OrderPlans::stopForRestart,
                                        "An operator ordered a restart: PostgreSQL stops, to be"
                                                + " started again."),
                        row(
                                        "M56-reinitialize-kill",
                                        ERRAND.is(Errand.REINITIALIZE),
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.isNot(Server.DOWN, Server.EMPTY))
                                .does(
                                        OrderPlans::killForCopy,
                                        "An operator ordered that our data be replaced: PostgreSQL"
                                                + " is ended at once, in maintenance too."),
                        row(
                                        "M57-reinitialize-copy",
                                        ERRAND.is(Errand.REINITIALIZE),
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.DOWN, Server.EMPTY),
                                        PATH.isNot(Path.PAUSED))
                                .does(
                                        ServerPlans::copy,
                                        "An operator ordered that our data be replaced: the copy"
                                                + " begins."),
                        row(
                                        "M52-candidate-takes-lock",
                                        ERRAND.is(Errand.LEAD),
                                        LOCK.is(Lockholder.FREE),
                                        CANDIDACY.is(Chance.BEST))
                                .does(
                                        LockPlans::takeLock,
                                        "An operator wants this member to lead, the lock is free"
                                                + " and nothing is against it: take the lock."),
                        row(
                                        "M54-candidate-asks",
                                        ERRAND.is(Errand.LEAD),
                                        LOCK.is(Lockholder.FREE),
                                        CANDIDACY.is(Chance.ASK))
                                .does(
                                        Plans::askPeers,
                                        "An operator wants this member to lead and the lock is"
                                                + " free: the others are asked whether one of them"
                                                + " runs as primary.")));
    }

    static Section<PausedMemberSituation> primary() {
        return new Section<>(
                "Primary without lock",
                List.of(
                        row(
                                        "M60-primary-takes-lock",
                                        POSTGRES.is(Server.PRIMARY),
                                        LOCK.is(Lockholder.FREE, Lockholder.UNPROVEN),
                                        CANDIDACY.is(Chance.BEST))
                                .does(
                                        LockPlans::takeLock,
                                        "The lock is free and our PostgreSQL runs as primary on"
                                                + " the newest timeline: take the lock, so that"
                                                + " everybody knows where the primary is."),
                        row(
                                        "M62-primary-outdated",
                                        POSTGRES.is(Server.PRIMARY),
                                        LOCK.is(Lockholder.FREE, Lockholder.UNPROVEN),
                                        CANDIDACY.is(Chance.NONE))
                                .waits(
                                        "Our PostgreSQL runs as primary and may not lead: clients"
                                                + " are not sent to it, and in maintenance it is"
                                                + " not stopped either."),
                        row(
                                        "M64-primary-beside-leader",
                                        POSTGRES.is(Server.PRIMARY),
                                        LOCK.is(Lockholder.OTHER))
                                .does(
                                        MaintenancePlans::standApart,
                                        "Another member holds the lock and our PostgreSQL accepts"
                                                + " writes, too. In maintenance that is the"
                                                + " operators' business; that our data may be the"
                                                + " better half is remembered beyond it."),
                        row(
                                        "M66-primary-unseen",
                                        POSTGRES.is(Server.PRIMARY),
                                        LOCK.is(Lockholder.UNSEEN))
                                .waits(
                                        "The DCS is out of reach: in maintenance that demotes"
                                                + " nobody."),
                        row(
                                        "M68-primary-unsettled",
                                        POSTGRES.is(Server.PRIMARY),
                                        LOCK.is(Lockholder.PENDING, Lockholder.UNKNOWN))
                                .waits(
                                        "It is not known yet whose the lock is: PostgreSQL stays"
                                                + " as it is.")));
    }

    static Section<PausedMemberSituation> standby() {
        return new Section<>(
                "Standby",
                List.of(
                        row(
                                        "M70-follow-the-leader",
                                        POSTGRES.is(Server.STANDBY),
                                        LOCK.is(Lockholder.OTHER),
                                        PATH.is(Path.ASTRAY))
                                .does(
                                        ServerPlans::follow,
                                        "Another member holds the lock and we do not follow it yet:"
                                                + " follow it, in maintenance too."),
                        row(
                                        "M72-standby-stays",
                                        POSTGRES.is(Server.STANDBY),
                                        PATH.isNot(Path.ASTRAY))
                                .isSteady(
                                        "Our PostgreSQL is a standby and stays one: in maintenance"
                                                + " nobody is promoted, stopped or mended unasked."),
                        row(
                                        "M74-standby-looks",
                                        POSTGRES.is(Server.STANDBY),
                                        LOCK.isNot(Lockholder.OTHER),
                                        PATH.is(Path.ASTRAY))
                                .waits(
                                        "We do not follow the last known leader, and who leads now"
                                                + " is not known: wait for that.")));
    }

    static Section<PausedMemberSituation> rest() {
        return new Section<>(
                "Rest",
                List.of(
                        row("M76-down", POSTGRES.is(Server.DOWN))
                                .waits(
                                        "PostgreSQL does not run: in maintenance it is started by"
                                                + " hand or not at all."),
                        row("M78-empty", POSTGRES.is(Server.EMPTY))
                                .waits(
                                        "There is no data: in maintenance no cluster is made and"
                                                + " none is copied."),
                        row("M80-member-looks-again", POSTGRES.is(Server.STARTING, Server.UNSURE))
                                .waits(
                                        "PostgreSQL starts, or it cannot be told what it does: look"
                                                + " again.")));
    }
}
