package io.matriarch.rule;

import static io.matriarch.rule.Chapter.never;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.OutsiderSituation.Chance;
import io.matriarch.judge.OutsiderSituation.Doing;
import io.matriarch.judge.OutsiderSituation.Lockholder;
import io.matriarch.judge.PausedHolderSituation.Standing;
import io.matriarch.judge.PausedMemberSituation;
import io.matriarch.judge.PausedMemberSituation.Errand;
import io.matriarch.judge.PausedMemberSituation.Path;
import io.matriarch.judge.PausedMemberSituation.Server;
import java.util.List;

/** The rules of a member without the lock while the cluster is in maintenance. */
final class PausedMemberChapter {
    private PausedMemberChapter() {}

    static final Column<PausedMemberSituation, Lockholder> LOCK =
            new Column<>("lock", Lockholder.class, PausedMemberSituation::lock);
    static final Column<PausedMemberSituation, Server> POSTGRES =
            new Column<>("postgres", Server.class, PausedMemberSituation::postgres);
    static final Column<PausedMemberSituation, Doing> WORK =
            new Column<>("work", Doing.class, PausedMemberSituation::work);
    static final Column<PausedMemberSituation, Errand> ERRAND =
            new Column<>("errand", Errand.class, PausedMemberSituation::errand);
    static final Column<PausedMemberSituation, Chance> CANDIDACY =
            new Column<>("candidacy", Chance.class, PausedMemberSituation::candidacy);
    static final Column<PausedMemberSituation, Path> PATH =
            new Column<>("path", Path.class, PausedMemberSituation::path);
    static final Column<PausedMemberSituation, Standing> STANDING =
            new Column<>("standing", Standing.class, PausedMemberSituation::standing);

    static Chapter<PausedMemberSituation> chapter() {
        return new Chapter<>(
                "A member without the lock in maintenance",
                List.of(LOCK, POSTGRES, WORK, ERRAND, CANDIDACY, PATH, STANDING),
                List.of(
                        work(),
                        standing(),
                        PausedMemberRows.errand(),
                        PausedMemberRows.primary(),
                        PausedMemberRows.standby(),
                        PausedMemberRows.rest()),
                List.of(
                        never(
                                "a running primary may lead or may not, whatever the others say",
                                POSTGRES.is(Server.PRIMARY),
                                CANDIDACY.is(Chance.ASK, Chance.POLL, Chance.LATER, Chance.HOLD)),
                        never(
                                "only a standby that runs is a candidate on an operator's word",
                                POSTGRES.isNot(Server.STANDBY),
                                ERRAND.is(Errand.LEAD))));
    }

    private static Section<PausedMemberSituation> work() {
        return new Section<>(
                "Work",
                List.of(
                        row(
                                        "M40-operation-runs",
                                        WORK.isNot(Doing.IDLE),
                                        STANDING.isNot(Standing.LEAVING))
                                .waits(
                                        "An operation runs on the data directory; nothing else is"
                                                + " begun before it ends."),
                        row(
                                        "M42-leaving-cancel",
                                        WORK.isNot(Doing.IDLE),
                                        STANDING.is(Standing.LEAVING))
                                .does(
                                        ServerPlans::cancelForLeaving,
                                        "This agent was asked to stop: an operation that may take"
                                                + " long is cancelled, a stop is waited for.")));
    }

    private static Section<PausedMemberSituation> standing() {
        return new Section<>(
                "Standing",
                List.of(
                        row("M44-leaving-end", STANDING.is(Standing.LEAVING))
                                .does(
                                        MaintenancePlans::leaveAll,
                                        "This agent was asked to stop: in maintenance it leaves"
                                                + " PostgreSQL as it is."),
                        row("M46-foreign-data", STANDING.is(Standing.STRANGER))
                                .waits(
                                        "Our data belongs to another cluster: in maintenance that"
                                                + " is only said; after it this agent ends.")));
    }
}
