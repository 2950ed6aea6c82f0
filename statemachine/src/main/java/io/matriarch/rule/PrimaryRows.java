package io.matriarch.rule;

import static io.matriarch.rule.HolderChapter.GUARD;
import static io.matriarch.rule.HolderChapter.POSTGRES;
import static io.matriarch.rule.HolderChapter.RECOVERY;
import static io.matriarch.rule.HolderChapter.SYNC;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.HolderSituation;
import io.matriarch.judge.HolderSituation.Guard;
import io.matriarch.judge.HolderSituation.Server;
import io.matriarch.judge.HolderSituation.Sync;
import io.matriarch.judge.Recovery;
import java.util.List;

/** The section that makes and keeps the holder's PostgreSQL the primary. */
final class PrimaryRows {
    private PrimaryRows() {}

    static Section<HolderSituation> primary() {
        return new Section<>(
                "Primary",
                List.of(
                        row(
                                        "P10-steady-primary",
                                        POSTGRES.is(Server.PRIMARY),
                                        RECOVERY.is(Recovery.NONE),
                                        GUARD.is(Guard.ARMED))
                                .isSteady("We hold the lock and PostgreSQL runs as primary."),
                        row(
                                        "P12-primary-unguarded",
                                        POSTGRES.is(Server.PRIMARY),
                                        RECOVERY.is(Recovery.NONE),
                                        GUARD.isNot(Guard.ARMED))
                                .waits(
                                        "We hold the lock and PostgreSQL runs as primary; the"
                                                + " echo of guard or watchdog is awaited."),
                        row("P13-ill-ask", POSTGRES.is(Server.PRIMARY), RECOVERY.is(Recovery.ASK))
                                .does(
                                        Plans::askPeers,
                                        "Our primary runs and its disk is full or takes no writes"
                                                + " in time: the others are asked who could"
                                                + " lead."),
                        row(
                                        "P15-ill-hand-on",
                                        POSTGRES.is(Server.PRIMARY),
                                        RECOVERY.is(Recovery.HAND_ON))
                                .does(
                                        ServerPlans::fence,
                                        "Our primary's disk is full or takes no writes in time and"
                                                + " another member could lead, or its data is"
                                                + " another cluster's: PostgreSQL is killed, for an"
                                                + " orderly stop would have to write."),
                        row(
                                        "P14-claim-sync",
                                        POSTGRES.is(Server.STANDBY, Server.DOWN),
                                        RECOVERY.is(Recovery.NONE, Recovery.RESTART),
                                        GUARD.is(Guard.ARMED),
                                        SYNC.is(Sync.CLAIM))
                                .does(
                                        SyncPlans::claim,
                                        "We hold the lock in synchronous mode and key sync names"
                                                + " another leader: before we write, it must name"
                                                + " us, and nobody who would lack what we write."),
                        row(
                                        "P16-sync-unknown",
                                        POSTGRES.is(Server.STANDBY, Server.DOWN),
                                        RECOVERY.is(Recovery.NONE, Recovery.RESTART),
                                        GUARD.is(Guard.ARMED),
                                        SYNC.is(Sync.ASKED))
                                .waits(
                                        "We hold the lock in synchronous mode and it is not known"
                                                + " what key sync holds: commits must wait for"
                                                + " whoever it lets lead next."),
                        row(
                                        "P20-promote",
                                        POSTGRES.is(Server.STANDBY),
                                        RECOVERY.is(Recovery.NONE),
                                        GUARD.is(Guard.ARMED),
                                        SYNC.is(Sync.NONE))
                                .does(
                                        ServerPlans::promote,
                                        "We hold the lock and PostgreSQL is a standby: it is"
                                                + " promoted, once the pre_promote script agrees."),
                        row(
                                        "P22-promote-unguarded",
                                        POSTGRES.is(Server.STANDBY, Server.OPENING),
                                        RECOVERY.is(Recovery.NONE),
                                        GUARD.isNot(Guard.ARMED))
                                .waits(
                                        "We hold the lock; PostgreSQL must not become writable"
                                                + " before guard and watchdog are armed."),
                        row(
                                        "P24-standby-opens",
                                        POSTGRES.is(Server.OPENING),
                                        RECOVERY.is(Recovery.NONE),
                                        GUARD.is(Guard.ARMED))
                                .waits(
                                        "We hold the lock and PostgreSQL still starts as a standby:"
                                                + " it is promoted when it is up."),
                        row(
                                        "P26-promote-paused",
                                        POSTGRES.is(Server.STANDBY),
                                        RECOVERY.is(Recovery.ASK))
                                .does(
                                        Plans::askPeers,
                                        "We hold the lock and the promotion was refused a moment"
                                                + " ago: before the next attempt the others are"
                                                + " asked who could lead."),
                        row(
                                        "P28-standby-unfit",
                                        POSTGRES.is(Server.STANDBY),
                                        RECOVERY.is(Recovery.HAND_ON))
                                .does(
                                        ServerPlans::stop,
                                        "We hold the lock, but what the DCS says now shows that our"
                                                + " data may not lead, or the pre_promote script"
                                                + " refused, or the promotion was refused again and"
                                                + " again and another member could lead: stop, to"
                                                + " give the lock back."),
                        row(
                                        "P30-restart-primary",
                                        POSTGRES.is(Server.DOWN),
                                        RECOVERY.is(Recovery.RESTART),
                                        GUARD.is(Guard.ARMED),
                                        SYNC.is(Sync.NONE))
                                .does(
                                        ServerPlans::startPrimary,
                                        "We hold the lock and our primary does not run: it is"
                                                + " started again where it is."),
                        row(
                                        "P32-reopen-standby",
                                        POSTGRES.is(Server.DOWN),
                                        RECOVERY.is(Recovery.REOPEN),
                                        GUARD.is(Guard.ARMED))
                                .does(
                                        ServerPlans::startStandby,
                                        "We hold the lock and our standby does not run: it is"
                                                + " started, to be promoted then."),
                        row(
                                        "P34-restart-unguarded",
                                        POSTGRES.is(Server.DOWN),
                                        RECOVERY.is(Recovery.RESTART, Recovery.REOPEN),
                                        GUARD.isNot(Guard.ARMED))
                                .waits(
                                        "We hold the lock and PostgreSQL does not run; it must not"
                                                + " start before guard and watchdog are armed."),
                        row("P40-hand-on", POSTGRES.is(Server.DOWN), RECOVERY.is(Recovery.HAND_ON))
                                .does(
                                        LockPlans::releaseLock,
                                        "Our PostgreSQL does not run and is not to be waited for:"
                                                + " the lock is given back so that another member"
                                                + " can lead."),
                        row(
                                        "P42-ask-who-could",
                                        POSTGRES.is(Server.DOWN, Server.STARTING, Server.OPENING),
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
                                        POSTGRES.is(Server.STARTING, Server.OPENING),
                                        RECOVERY.is(Recovery.HAND_ON))
                                .does(
                                        ServerPlans::stopStarting,
                                        "PostgreSQL has been starting for too long, or its"
                                                + " promotion was given up, or a handover was"
                                                + " requested meanwhile, and another member could"
                                                + " lead: it is stopped."),
                        row(
                                        "P60-primary-unsure",
                                        POSTGRES.is(Server.UNSURE),
                                        RECOVERY.is(Recovery.NONE))
                                .waits(
                                        "We hold the lock and cannot tell what PostgreSQL does:"
                                                + " the next look tells."),
                        row(
                                        "P62-unsure-for-too-long",
                                        POSTGRES.is(Server.UNSURE),
                                        RECOVERY.is(Recovery.HAND_ON))
                                .does(
                                        ServerPlans::fence,
                                        "We hold the lock and PostgreSQL has not answered for too"
                                                + " long: it is killed, to be started again or"
                                                + " handed on.")));
    }
}
