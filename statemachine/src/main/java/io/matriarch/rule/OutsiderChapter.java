package io.matriarch.rule;

import static io.matriarch.rule.Row.row;

import io.matriarch.judge.Mending;
import io.matriarch.judge.OutsiderSituation;
import io.matriarch.judge.OutsiderSituation.Chance;
import io.matriarch.judge.OutsiderSituation.Doing;
import io.matriarch.judge.OutsiderSituation.Following;
import io.matriarch.judge.OutsiderSituation.Lockholder;
import io.matriarch.judge.OutsiderSituation.Server;
import io.matriarch.judge.OutsiderSituation.Standing;
import io.matriarch.judge.Rejoin;
import java.util.List;

/** The rules of a member that has data and does not hold the lock. */
final class OutsiderChapter {
    private OutsiderChapter() {}

    static final Column<OutsiderSituation, Lockholder> LOCK =
            new Column<>("lock", Lockholder.class, OutsiderSituation::lock);
    static final Column<OutsiderSituation, Server> POSTGRES =
            new Column<>("postgres", Server.class, OutsiderSituation::postgres);
    static final Column<OutsiderSituation, Doing> WORK =
            new Column<>("work", Doing.class, OutsiderSituation::work);
    static final Column<OutsiderSituation, Chance> CANDIDACY =
            new Column<>("candidacy", Chance.class, OutsiderSituation::candidacy);
    static final Column<OutsiderSituation, Rejoin> REJOIN =
            new Column<>("rejoin", Rejoin.class, OutsiderSituation::rejoin);
    static final Column<OutsiderSituation, Mending> MENDING =
            new Column<>("mending", Mending.class, OutsiderSituation::mending);
    static final Column<OutsiderSituation, Following> UPSTREAM =
            new Column<>("upstream", Following.class, OutsiderSituation::upstream);
    static final Column<OutsiderSituation, Standing> STANDING =
            new Column<>("standing", Standing.class, OutsiderSituation::standing);

    static Chapter<OutsiderSituation> chapter() {
        return new Chapter<>(
                "A member with data that does not hold the lock",
                List.of(LOCK, POSTGRES, WORK, CANDIDACY, REJOIN, MENDING, UPSTREAM, STANDING),
                List.of(
                        OutsiderRows.fence(),
                        OutsiderRows.work(),
                        OutsiderRows.standing(),
                        OutsiderRows.primary(),
                        StandbyRows.replay(),
                        StandbyRows.vote(),
                        StandbyRows.standby(),
                        StandbyRows.rejoin(),
                        lookAgain()),
                List.of(
                        Chapter.never(
                                "who has not seen the DCS knows nothing of the lock",
                                POSTGRES.is(Server.OUTLIVED),
                                LOCK.isNot(Lockholder.UNKNOWN, Lockholder.PENDING)),
                        Chapter.never(
                                "data is of another cluster by what the DCS says",
                                POSTGRES.is(Server.OUTLIVED),
                                STANDING.is(Standing.STRANGER)),
                        Chapter.never(
                                "a running primary may lead or may not, whatever the others say",
                                POSTGRES.is(Server.PRIMARY, Server.OUTLIVED),
                                CANDIDACY.is(Chance.ASK, Chance.POLL, Chance.LATER, Chance.HOLD)),
                        Chapter.never(
                                "nobody votes while somebody may lead",
                                LOCK.isNot(Lockholder.FREE, Lockholder.UNPROVEN),
                                UPSTREAM.is(Following.BOUND)),
                        Chapter.never(
                                "only a standby that runs replays, and has somebody to withdraw from",
                                POSTGRES.isNot(Server.STANDBY),
                                UPSTREAM.is(Following.BOUND, Following.HALTED))));
    }

    private static Section<OutsiderSituation> lookAgain() {
        return new Section<>(
                "Look again",
                List.of(
                        row("Z10-postgres-unsure", POSTGRES.is(Server.UNSURE))
                                .waits("It cannot be told what PostgreSQL does: look again."),
                        row("Z12-postgres-starts", POSTGRES.is(Server.STARTING))
                                .waits("PostgreSQL is starting: look again."),
                        row(
                                        "Z20-lock-unknown",
                                        LOCK.is(Lockholder.UNKNOWN),
                                        POSTGRES.isNot(Server.UNSURE, Server.STARTING))
                                .waits(
                                        "The DCS has changed, shows an older state than we have"
                                                + " seen, or was never read since this agent"
                                                + " started: PostgreSQL is left as it is."),
                        row(
                                        "Z22-lock-unseen",
                                        LOCK.is(Lockholder.UNSEEN),
                                        POSTGRES.isNot(Server.UNSURE, Server.STARTING, Server.DOWN))
                                .waits("The DCS is out of reach: we stay as we are, read-only."),
                        row(
                                        "Z24-lock-may-be-ours",
                                        LOCK.is(Lockholder.PENDING),
                                        POSTGRES.isNot(Server.UNSURE, Server.STARTING))
                                .waits(
                                        "The lock may be ours: nothing is done before that is"
                                                + " confirmed.")));
    }
}
