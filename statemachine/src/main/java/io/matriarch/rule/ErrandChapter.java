package io.matriarch.rule;

import static io.matriarch.rule.Chapter.never;
import static io.matriarch.rule.Row.row;

import io.matriarch.judge.ErrandSituation;
import io.matriarch.judge.ErrandSituation.Errand;
import io.matriarch.judge.ErrandSituation.Model;
import io.matriarch.judge.ErrandSituation.Server;
import io.matriarch.judge.NewcomerSituation.Doing;
import java.util.List;

/** The rules of a member that follows a leader and has an operator's order to carry out. */
final class ErrandChapter {
    private ErrandChapter() {}

    static final Column<ErrandSituation, Errand> TASK =
            new Column<>("task", Errand.class, ErrandSituation::task);
    static final Column<ErrandSituation, Server> POSTGRES =
            new Column<>("postgres", Server.class, ErrandSituation::postgres);
    static final Column<ErrandSituation, Doing> WORK =
            new Column<>("work", Doing.class, ErrandSituation::work);
    static final Column<ErrandSituation, Model> MODEL =
            new Column<>("source", Model.class, ErrandSituation::model);

    static Chapter<ErrandSituation> chapter() {
        return new Chapter<>(
                "A member that follows and carries out an order",
                List.of(TASK, POSTGRES, WORK, MODEL),
                List.of(work(), restart(), reinitialize()),
                List.of(
                        never(
                                "a restart of what does not run is only a start",
                                TASK.isNot(Errand.REINITIALIZE),
                                POSTGRES.isNot(Server.RUNNING))));
    }

    private static Section<ErrandSituation> work() {
        return new Section<>(
                "Work",
                List.of(
                        row("E10-operation-runs", WORK.is(Doing.BUSY))
                                .waits(
                                        "An operation runs on the data directory; the order waits"
                                                + " for its end, or has cancelled it.")));
    }

    private static Section<ErrandSituation> restart() {
        return new Section<>(
                "Restart",
                List.of(
                        row("E20-restart-stop", TASK.is(Errand.RESTART))
                                .does(
                                        OrderPlans::stopForRestart,
                                        "An operator ordered a restart: PostgreSQL stops, and is"
                                                + " started as any standby that is down."),
                        row("E22-restart-await-release", TASK.is(Errand.RELEASE))
                                .waits(
                                        "An operator ordered a restart and commits wait for this"
                                                + " standby: the leader gets a moment to name"
                                                + " another.")));
    }

    private static Section<ErrandSituation> reinitialize() {
        return new Section<>(
                "Reinitialize",
                List.of(
                        row(
                                        "E30-reinitialize-kill",
                                        TASK.is(Errand.REINITIALIZE),
                                        POSTGRES.isNot(Server.DOWN),
                                        MODEL.is(Model.THERE))
                                .does(
                                        OrderPlans::killForCopy,
                                        "An operator ordered that our data be replaced: PostgreSQL"
                                                + " is ended at once."),
                        row(
                                        "E32-reinitialize-copy",
                                        TASK.is(Errand.REINITIALIZE),
                                        POSTGRES.is(Server.DOWN),
                                        MODEL.is(Model.THERE))
                                .does(
                                        ServerPlans::copy,
                                        "An operator ordered that our data be replaced: the copy"
                                                + " begins, which is what removes the old data."),
                        row(
                                        "E34-reinitialize-no-source",
                                        TASK.is(Errand.REINITIALIZE),
                                        MODEL.is(Model.NONE))
                                .waits(
                                        "An operator ordered that our data be replaced and nobody"
                                                + " can be copied now: our data stays until"
                                                + " somebody can."),
                        row(
                                        "E36-reinitialize-paused",
                                        TASK.is(Errand.REINITIALIZE),
                                        MODEL.is(Model.PAUSED))
                                .waits(
                                        "An operator ordered that our data be replaced and whom we"
                                                + " would copy did not serve a moment ago: our"
                                                + " data stays, wait before the next attempt.")));
    }
}
