package io.matriarch.rule;

import static io.matriarch.rule.OutsiderChapter.CANDIDACY;
import static io.matriarch.rule.OutsiderChapter.LOCK;
import static io.matriarch.rule.OutsiderChapter.POSTGRES;
import static io.matriarch.rule.OutsiderChapter.STANDING;
import static io.matriarch.rule.OutsiderChapter.WORK;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.OutsiderSituation;
import io.matriarch.judge.OutsiderSituation.Chance;
import io.matriarch.judge.OutsiderSituation.Doing;
import io.matriarch.judge.OutsiderSituation.Lockholder;
import io.matriarch.judge.OutsiderSituation.Server;
import io.matriarch.judge.OutsiderSituation.Standing;
import io.matriarch.state.NodeState;
import java.util.List;

/** The sections for a member that must not write, or does not belong here. */
final class OutsiderRows {
    private OutsiderRows() {}

    static Section<OutsiderSituation> fence() {
        return new Section<>(
                "Fence",
                List.of(
                        row(
                                        "F40-primary-of-another-tenure",
                                        LOCK.is(Lockholder.OTHER),
                                        POSTGRES.is(Server.PRIMARY),
                                        STANDING.isNot(Standing.STRANGER))
                                .does(
                                        ServerPlans::fence,
                                        "Another member holds the lock and our PostgreSQL accepts"
                                                + " writes, so it is killed now."),
                        row(
                                        "F42-taking-without-lock",
                                        WORK.is(Doing.TAKING),
                                        POSTGRES.isNot(Server.PRIMARY, Server.OUTLIVED),
                                        STANDING.isNot(Standing.STRANGER))
                                .does(
                                        ServerPlans::fence,
                                        "PostgreSQL is being made writable and the lock is not"
                                                + " ours, so it is killed now."),
                        row(
                                        "F46-primary-without-sight",
                                        POSTGRES.is(Server.OUTLIVED),
                                        STANDING.isNot(Standing.STRANGER))
                                .does(
                                        OutsiderRows::fenceUnseen,
                                        "This agent has not seen the DCS since it started, and the"
                                                + " lease that an earlier run may have had is over:"
                                                + " our PostgreSQL accepts writes, so it is killed"
                                                + " now."),
                        row(
                                        "F44-primary-outdated",
                                        LOCK.is(
                                                Lockholder.FREE,
                                                Lockholder.UNPROVEN,
                                                Lockholder.UNSEEN),
                                        POSTGRES.is(Server.PRIMARY),
                                        CANDIDACY.is(Chance.NONE),
                                        STANDING.isNot(Standing.STRANGER))
                                .does(
                                        ServerPlans::fence,
                                        "Our PostgreSQL accepts writes and may not lead: it is"
                                                + " killed so that nobody writes to it.")));
    }

    private static Plan fenceUnseen(NodeState state) {
        return ServerPlans.fence(
                state, "runs as primary, and its agent has not seen the DCS since it started");
    }

    static Section<OutsiderSituation> work() {
        return new Section<>(
                "Work",
                List.of(
                        row(
                                        "W20-operation-runs",
                                        WORK.isNot(Doing.IDLE),
                                        STANDING.isNot(Standing.STRANGER, Standing.LEAVING))
                                .waits(
                                        "An operation runs on the data directory; nothing else is"
                                                + " begun before it ends."),
                        row(
                                        "W22-leaving-cancel",
                                        WORK.isNot(Doing.IDLE),
                                        STANDING.is(Standing.LEAVING))
                                .does(
                                        ServerPlans::cancelForLeaving,
                                        "This agent was asked to stop: an operation that may take"
                                                + " long is cancelled, a stop is waited for.")));
    }

    static Section<OutsiderSituation> standing() {
        return new Section<>(
                "Standing",
                List.of(
                        row("X10-foreign-data", STANDING.is(Standing.STRANGER))
                                .does(
                                        Plans::refuse,
                                        "The data directory belongs to another cluster: this agent"
                                                + " ends and touches nothing."),
                        row("L18-leaving-await-release", STANDING.is(Standing.RELEASING))
                                .waits(
                                        "This agent was asked to stop and commits wait for its"
                                                + " standby: the leader gets a moment to name"
                                                + " another."),
                        row(
                                        "L20-leaving-stop",
                                        STANDING.is(Standing.LEAVING),
                                        POSTGRES.is(
                                                Server.PRIMARY, Server.STANDBY, Server.STARTING))
                                .does(
                                        ServerPlans::stop,
                                        "This agent was asked to stop: its PostgreSQL stops"
                                                + " first."),
                        row(
                                        "L22-leaving-done",
                                        STANDING.is(Standing.LEAVING),
                                        POSTGRES.is(Server.DOWN))
                                .does(
                                        Plans::leave,
                                        "This agent was asked to stop and its PostgreSQL is down:"
                                                + " it ends."),
                        row(
                                        "L24-leaving-look",
                                        STANDING.is(Standing.LEAVING),
                                        POSTGRES.is(Server.UNSURE))
                                .waits(
                                        "This agent was asked to stop; it waits to see what its"
                                                + " PostgreSQL does."),
                        row(
                                        "B30-announce",
                                        STANDING.is(Standing.FOUNDER),
                                        POSTGRES.is(Server.DOWN),
                                        LOCK.is(Lockholder.FREE, Lockholder.UNPROVEN))
                                .does(
                                        FoundingPlans::announce,
                                        "Our initdb made the cluster: its system identifier and"
                                                + " settings are published."),
                        row(
                                        "B32-lead-the-newborn",
                                        STANDING.is(Standing.NEWBORN),
                                        POSTGRES.is(Server.DOWN),
                                        LOCK.is(Lockholder.FREE))
                                .does(
                                        LockPlans::takeLock,
                                        "The cluster is newly made and the only data is ours: take"
                                                + " the lock.")));
    }

    static Section<OutsiderSituation> primary() {
        return new Section<>(
                "Primary without lock",
                List.of(
                        row(
                                        "P70-adopt-primary",
                                        LOCK.is(Lockholder.FREE, Lockholder.UNPROVEN),
                                        POSTGRES.is(Server.PRIMARY),
                                        CANDIDACY.is(Chance.BEST))
                                .does(
                                        LockPlans::takeLock,
                                        "The lock is free and our PostgreSQL runs as primary on"
                                                + " the newest timeline: take the lock.")));
    }
}
