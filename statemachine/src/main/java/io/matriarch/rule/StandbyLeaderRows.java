package io.matriarch.rule;

import static io.matriarch.rule.Row.row;
import static io.matriarch.rule.StandbyLeaderChapter.DATA;
import static io.matriarch.rule.StandbyLeaderChapter.PACE;
import static io.matriarch.rule.StandbyLeaderChapter.POSTGRES;
import static io.matriarch.rule.StandbyLeaderChapter.UPSTREAM;

import io.matriarch.judge.OutsiderSituation.Following;
import io.matriarch.judge.StandbyLeaderSituation;
import io.matriarch.judge.StandbyLeaderSituation.Data;
import io.matriarch.judge.StandbyLeaderSituation.Pace;
import io.matriarch.judge.StandbyLeaderSituation.Server;
import java.util.List;

/** How the holder of a standby cluster's lock follows the server outside. */
final class StandbyLeaderRows {
    private StandbyLeaderRows() {}

    static Section<StandbyLeaderSituation> pace() {
        return new Section<>(
                "Pace",
                List.of(
                        row(
                                        "H40-ask-who-could",
                                        POSTGRES.is(Server.OPENING, Server.DOWN),
                                        PACE.is(Pace.ASK))
                                .does(
                                        Plans::askPeers,
                                        "Our PostgreSQL does not come back, or its data cannot"
                                                + " follow the server outside: it must be known who"
                                                + " could lead in its place."),
                        row("H42-hand-on", POSTGRES.is(Server.DOWN), PACE.is(Pace.HAND_ON))
                                .does(
                                        StandbyLeaderPlans::release,
                                        "Our PostgreSQL is not to be waited for and another member"
                                                + " can lead: the lock is given back."),
                        row(
                                        "H44-opening-overdue",
                                        POSTGRES.is(Server.OPENING),
                                        PACE.is(Pace.HAND_ON))
                                .does(
                                        ServerPlans::stop,
                                        "Our PostgreSQL has been starting for too long and another"
                                                + " member could lead: it is stopped."),
                        row("H46-down-in-maintenance", PACE.is(Pace.LEFT))
                                .does(
                                        StandbyLeaderPlans::release,
                                        "Our PostgreSQL does not run: it is not started in"
                                                + " maintenance, and the lock is given back."),
                        row("H48-paused", POSTGRES.is(Server.DOWN), PACE.is(Pace.PAUSED))
                                .waits(
                                        "The last attempt failed a moment ago: wait before the"
                                                + " next.")));
    }

    static Section<StandbyLeaderSituation> standby() {
        return new Section<>(
                "Standby",
                List.of(
                        row(
                                        "H50-standby-leader",
                                        POSTGRES.is(Server.STANDBY),
                                        DATA.is(Data.FIT, Data.UNTOLD),
                                        UPSTREAM.is(Following.RIGHT))
                                .isSteady(
                                        "We hold the lock of a standby cluster and PostgreSQL"
                                                + " follows the server outside: nobody is promoted"
                                                + " while that is wanted."),
                        row(
                                        "H52-follow-remote",
                                        POSTGRES.is(Server.STANDBY),
                                        DATA.is(Data.FIT, Data.UNTOLD),
                                        PACE.isNot(Pace.PAUSED),
                                        UPSTREAM.is(Following.ASTRAY))
                                .does(
                                        ServerPlans::follow,
                                        "We hold the lock of a standby cluster and do not follow"
                                                + " the server outside yet: follow it."),
                        row(
                                        "H54-follow-paused",
                                        POSTGRES.is(Server.STANDBY),
                                        DATA.is(Data.FIT, Data.UNTOLD),
                                        PACE.is(Pace.PAUSED),
                                        UPSTREAM.is(Following.ASTRAY))
                                .waits(
                                        "We should follow the server outside, but the last attempt"
                                                + " failed a moment ago: wait."),
                        row(
                                        "H66-replay-halted",
                                        POSTGRES.is(Server.STANDBY),
                                        DATA.is(Data.FIT, Data.UNTOLD),
                                        UPSTREAM.is(Following.HALTED))
                                .does(
                                        ServerPlans::stop,
                                        "The server outside has raised a parameter that a standby"
                                                + " must have as high, so replay has halted here:"
                                                + " PostgreSQL is stopped, to be started with that"
                                                + " value."),
                        row(
                                        "H56-diverged",
                                        POSTGRES.is(Server.STANDBY),
                                        DATA.is(Data.RECOVER, Data.REWIND))
                                .does(
                                        ServerPlans::stop,
                                        "We have log that the server outside does not have: stop,"
                                                + " to undo it."),
                        row(
                                        "H58-hopeless-standby",
                                        POSTGRES.is(Server.STANDBY),
                                        DATA.is(Data.HOPELESS))
                                .waits(
                                        "Our data cannot follow the server outside and cannot be"
                                                + " rewound to it: it stays as it is, read-only,"
                                                + " for an operator to decide."),
                        row("H62-archives-its-end", POSTGRES.is(Server.ENDING))
                                .waits(
                                        "Our PostgreSQL has shut down and still archives its last"
                                                + " log: it is started as a standby when that is"
                                                + " done."),
                        row("H60-opening", POSTGRES.is(Server.OPENING))
                                .waits(
                                        "We hold the lock of a standby cluster and PostgreSQL"
                                                + " starts as a standby: look again.")));
    }

    static Section<StandbyLeaderSituation> down() {
        return new Section<>(
                "Down",
                List.of(
                        row("H70-start", POSTGRES.is(Server.DOWN), DATA.is(Data.FIT))
                                .does(
                                        ServerPlans::startStandby,
                                        "We hold the lock of a standby cluster and PostgreSQL does"
                                                + " not run: start it as a standby of the server"
                                                + " outside."),
                        row("H72-remote-untold", POSTGRES.is(Server.DOWN), DATA.is(Data.UNTOLD))
                                .waits(
                                        "It is not known yet whether our data may follow the server"
                                                + " outside: its answer is awaited."),
                        row("H74-recover-alone", POSTGRES.is(Server.DOWN), DATA.is(Data.RECOVER))
                                .does(
                                        ServerPlans::recoverAlone,
                                        "Our PostgreSQL crashed and must be rewound to the server"
                                                + " outside: first its crash recovery, where nobody"
                                                + " can connect."),
                        row("H76-rewind", POSTGRES.is(Server.DOWN), DATA.is(Data.REWIND))
                                .does(
                                        ServerPlans::rewind,
                                        "We wrote what the server outside does not have: undo it"
                                                + " with pg_rewind, from there."),
                        row("H78-hopeless", POSTGRES.is(Server.DOWN), DATA.is(Data.HOPELESS))
                                .waits(
                                        "Our data cannot follow the server outside, cannot be"
                                                + " rewound to it, and nobody else could lead: it"
                                                + " waits for an operator.")));
    }
}
