package io.matriarch.rule;

import static io.matriarch.rule.OutsiderChapter.CANDIDACY;
import static io.matriarch.rule.OutsiderChapter.LOCK;
import static io.matriarch.rule.OutsiderChapter.MENDING;
import static io.matriarch.rule.OutsiderChapter.POSTGRES;
import static io.matriarch.rule.OutsiderChapter.REJOIN;
import static io.matriarch.rule.OutsiderChapter.UPSTREAM;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.Mending;
import io.matriarch.judge.OutsiderSituation;
import io.matriarch.judge.OutsiderSituation.Chance;
import io.matriarch.judge.OutsiderSituation.Following;
import io.matriarch.judge.OutsiderSituation.Lockholder;
import io.matriarch.judge.OutsiderSituation.Server;
import io.matriarch.judge.Rejoin;
import java.util.List;

/** The sections for a member that follows, or wants to. */
final class StandbyRows {
    private StandbyRows() {}

    static Section<OutsiderSituation> replay() {
        return new Section<>(
                "Replay",
                List.of(
                        row(
                                        "S16-replay-halted",
                                        UPSTREAM.is(Following.HALTED),
                                        LOCK.isNot(Lockholder.PENDING))
                                .does(
                                        ServerPlans::stop,
                                        "The primary has raised a parameter that a standby must have"
                                                + " as high, so replay has halted here: PostgreSQL"
                                                + " is stopped, to be started with that value.")));
    }

    static Section<OutsiderSituation> vote() {
        return new Section<>(
                "Vote",
                List.of(
                        row("S30-withdraw-to-vote", UPSTREAM.is(Following.BOUND))
                                .does(
                                        VotePlans::withdraw,
                                        "The lock is free and another member asks for our vote:"
                                                + " stop our WAL receiver first, so that we confirm"
                                                + " no commit that the next leader lacks.")));
    }

    static Section<OutsiderSituation> standby() {
        return new Section<>(
                "Standby",
                List.of(
                        row(
                                        "S10-following",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.STANDBY),
                                        UPSTREAM.is(Following.RIGHT),
                                        REJOIN.isNot(Rejoin.MEND, Rejoin.KEPT, Rejoin.USURPED))
                                .isSteady(
                                        "Another member holds the lock and we stream from whom we"
                                                + " should."),
                        row(
                                        "S12-follow-the-leader",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.STANDBY),
                                        UPSTREAM.is(Following.ASTRAY),
                                        REJOIN.is(Rejoin.FIT, Rejoin.UNTOLD))
                                .does(
                                        ServerPlans::follow,
                                        "Another member holds the lock and we do not stream from"
                                                + " whom we should: the leader, or whom our tags"
                                                + " want. Change that."),
                        row(
                                        "S14-follow-paused",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.STANDBY),
                                        UPSTREAM.is(Following.ASTRAY),
                                        REJOIN.is(Rejoin.PAUSED))
                                .waits(
                                        "We should stream from another, but the last attempt failed"
                                                + " a moment ago: wait."),
                        row(
                                        "S20-lock-free-best",
                                        LOCK.is(Lockholder.FREE),
                                        POSTGRES.is(Server.STANDBY),
                                        CANDIDACY.is(Chance.BEST))
                                .does(
                                        LockPlans::takeLock,
                                        "The lock is free and nobody who may lead is ahead of us:"
                                                + " take it."),
                        row(
                                        "S22-lock-free-ask",
                                        LOCK.is(Lockholder.FREE),
                                        POSTGRES.is(Server.STANDBY),
                                        CANDIDACY.is(Chance.ASK))
                                .does(
                                        Plans::askPeers,
                                        "The lock is free: the others are asked how far their log"
                                                + " goes."),
                        row(
                                        "S23-lock-free-ask-votes",
                                        LOCK.is(Lockholder.FREE),
                                        POSTGRES.is(Server.STANDBY),
                                        CANDIDACY.is(Chance.POLL))
                                .does(
                                        Plans::askForVotes,
                                        "The lock is free and the synchronous set decides by"
                                                + " votes: the others are asked for theirs."),
                        row(
                                        "S25-lock-free-hold",
                                        LOCK.is(Lockholder.FREE),
                                        POSTGRES.is(Server.STANDBY),
                                        CANDIDACY.is(Chance.HOLD))
                                .waits(
                                        "The lock is free, but the last leader may come back or"
                                                + " another member is likely to win: wait a moment"
                                                + " before asking anybody."),
                        row(
                                        "S24-lock-free-later",
                                        LOCK.is(Lockholder.FREE),
                                        POSTGRES.is(Server.STANDBY),
                                        CANDIDACY.is(Chance.LATER))
                                .waits(
                                        "The lock is free and another member comes first: wait for"
                                                + " it."),
                        row(
                                        "S26-lock-free-ineligible",
                                        LOCK.is(Lockholder.FREE),
                                        POSTGRES.is(Server.STANDBY),
                                        CANDIDACY.is(Chance.NONE))
                                .waits("The lock is free and we may not take it."),
                        row(
                                        "S28-lock-not-proven-free",
                                        LOCK.is(Lockholder.UNPROVEN),
                                        POSTGRES.is(Server.STANDBY))
                                .waits(
                                        "The lock is gone, but nothing proves that its last holder"
                                                + " knows: only a running primary may take it"
                                                + " before one timeout has passed.")));
    }

    static Section<OutsiderSituation> rejoin() {
        return new Section<>(
                "Rejoin",
                List.of(
                        row(
                                        "R10-start-standby",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.DOWN),
                                        REJOIN.is(Rejoin.FIT))
                                .does(
                                        ServerPlans::startStandby,
                                        "Another member holds the lock and our log is part of its"
                                                + " history: start as its standby."),
                        row(
                                        "R12-start-without-leader",
                                        LOCK.is(
                                                Lockholder.FREE,
                                                Lockholder.UNPROVEN,
                                                Lockholder.UNSEEN),
                                        POSTGRES.is(Server.DOWN),
                                        REJOIN.is(Rejoin.FIT, Rejoin.UNTOLD))
                                .does(
                                        ServerPlans::startStandby,
                                        "Nobody is known to lead: start read-only; a standby keeps"
                                                + " the upstream that it had."),
                        row(
                                        "R14-mend-without-leader",
                                        LOCK.is(
                                                Lockholder.FREE,
                                                Lockholder.UNPROVEN,
                                                Lockholder.UNSEEN),
                                        POSTGRES.is(Server.DOWN),
                                        REJOIN.is(Rejoin.MEND))
                                .waits(
                                        "Our data must be mended and there is no leader to mend it"
                                                + " from: wait for one."),
                        row(
                                        "R16-recover-alone",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.DOWN),
                                        REJOIN.is(Rejoin.MEND),
                                        MENDING.is(Mending.RECOVERY))
                                .does(
                                        ServerPlans::recoverAlone,
                                        "Our PostgreSQL crashed and must be rewound: first its crash"
                                                + " recovery, where nobody can connect."),
                        row(
                                        "R18-leader-checkpoint",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.DOWN),
                                        REJOIN.is(Rejoin.MEND),
                                        MENDING.is(Mending.CHECKPOINT))
                                .waits(
                                        "The leader has not finished the checkpoint after its"
                                                + " promotion, so pg_rewind would not see its"
                                                + " timeline: wait for it."),
                        row(
                                        "R20-rewind",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.DOWN),
                                        REJOIN.is(Rejoin.MEND),
                                        MENDING.is(Mending.REWIND))
                                .does(
                                        ServerPlans::rewind,
                                        "We wrote what the leader's history does not have: undo it"
                                                + " with pg_rewind."),
                        row(
                                        "R22-copy",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.DOWN),
                                        REJOIN.is(Rejoin.MEND),
                                        MENDING.is(Mending.COPY))
                                .does(
                                        ServerPlans::copy,
                                        "Our data cannot be rewound and a setting allows it: replace"
                                                + " it by a copy."),
                        row(
                                        "R36-needs-reinitialize",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.DOWN),
                                        REJOIN.is(Rejoin.MEND),
                                        MENDING.is(Mending.NONE))
                                .waits(
                                        "Our data cannot be mended and no setting allows to"
                                                + " replace it by a copy: it waits for an operator"
                                                + " to reinitialize this member."),
                        row(
                                        "R24-history-untold",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.DOWN),
                                        REJOIN.is(Rejoin.UNTOLD))
                                .waits(
                                        "The leader has not yet published where its timeline"
                                                + " began: wait for it before judging our data."),
                        row(
                                        "R26-paused",
                                        LOCK.isNot(Lockholder.PENDING, Lockholder.UNKNOWN),
                                        POSTGRES.is(Server.DOWN),
                                        REJOIN.is(Rejoin.PAUSED))
                                .waits(
                                        "The last attempt failed a moment ago: wait before the"
                                                + " next."),
                        row(
                                        "R28-kept-apart",
                                        LOCK.isNot(Lockholder.PENDING, Lockholder.UNKNOWN),
                                        POSTGRES.is(Server.DOWN),
                                        REJOIN.is(Rejoin.KEPT))
                                .waits(
                                        "We accepted writes in maintenance while another member"
                                                + " led, and our data is not part of its history:"
                                                + " nothing is thrown away before an operator"
                                                + " orders a reinitialize here."),
                        row(
                                        "R32-kept-standby",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.STANDBY),
                                        REJOIN.is(Rejoin.KEPT))
                                .waits(
                                        "Our data is not part of the leader's history and is kept"
                                                + " for an operator to decide: it stays as it is,"
                                                + " read-only."),
                        row(
                                        "R38-usurped",
                                        LOCK.isNot(Lockholder.PENDING, Lockholder.UNKNOWN),
                                        POSTGRES.is(Server.DOWN),
                                        REJOIN.is(Rejoin.USURPED))
                                .waits(
                                        "The lock names a member that runs on an older timeline"
                                                + " than the cluster has been on, so it was taken"
                                                + " by an old view: nobody is followed and nothing"
                                                + " is thrown away before an operator decides."),
                        row(
                                        "R40-usurped-standby",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.STANDBY),
                                        REJOIN.is(Rejoin.USURPED))
                                .waits(
                                        "The lock names a member that runs on an older timeline"
                                                + " than the cluster has been on, so it was taken"
                                                + " by an old view: it is not followed, and our"
                                                + " standby stays as it is."),
                        row(
                                        "R30-diverged-standby",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.STANDBY),
                                        REJOIN.is(Rejoin.MEND))
                                .does(
                                        ServerPlans::stop,
                                        "We received what the leader's history does not have: stop"
                                                + " to mend it.")));
    }
}
