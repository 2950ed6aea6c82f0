package io.matriarch.rule;

import static io.matriarch.rule.Row.row;

import io.matriarch.judge.NewcomerSituation;
import io.matriarch.judge.NewcomerSituation.Copy;
import io.matriarch.judge.NewcomerSituation.Doing;
import io.matriarch.judge.NewcomerSituation.Founding;
import io.matriarch.judge.NewcomerSituation.May;
import io.matriarch.judge.NewcomerSituation.Pace;
import java.util.List;

/** The rules of a member without usable data. */
final class NewcomerChapter {
    private NewcomerChapter() {}

    static final Column<NewcomerSituation, Founding> CLUSTER =
            new Column<>("cluster", Founding.class, NewcomerSituation::cluster);
    static final Column<NewcomerSituation, Copy> SOURCE =
            new Column<>("source", Copy.class, NewcomerSituation::source);
    static final Column<NewcomerSituation, Doing> WORK =
            new Column<>("work", Doing.class, NewcomerSituation::work);
    static final Column<NewcomerSituation, May> MAY =
            new Column<>("may", May.class, NewcomerSituation::may);
    static final Column<NewcomerSituation, Pace> PACE =
            new Column<>("pace", Pace.class, NewcomerSituation::pace);

    static Chapter<NewcomerSituation> chapter() {
        return new Chapter<>(
                "A member without usable data",
                List.of(CLUSTER, SOURCE, WORK, MAY, PACE),
                List.of(work(), leave(), found(), join()),
                List.of());
    }

    private static Section<NewcomerSituation> work() {
        return new Section<>(
                "Work",
                List.of(
                        row("W40-operation-runs", WORK.is(Doing.BUSY), MAY.isNot(May.LEAVE))
                                .waits(
                                        "The data directory is being made; nothing else is begun"
                                                + " before that ends."),
                        row("W42-leaving-cancel", WORK.is(Doing.BUSY), MAY.is(May.LEAVE))
                                .does(
                                        ServerPlans::cancelForLeaving,
                                        "This agent was asked to stop: making the data directory"
                                                + " is cancelled.")));
    }

    private static Section<NewcomerSituation> leave() {
        return new Section<>(
                "Leave",
                List.of(
                        row("L40-leaving-empty", MAY.is(May.LEAVE))
                                .does(
                                        Plans::leave,
                                        "This agent was asked to stop and has no PostgreSQL: it"
                                                + " ends.")));
    }

    private static Section<NewcomerSituation> found() {
        return new Section<>(
                "Found",
                List.of(
                        row(
                                        "B10-claim",
                                        CLUSTER.is(Founding.VACANT),
                                        MAY.is(May.FOUND),
                                        PACE.is(Pace.READY))
                                .does(
                                        FoundingPlans::claim,
                                        "There is no cluster yet: claim to make it; one claim"
                                                + " wins."),
                        row("B12-may-not-found", CLUSTER.is(Founding.VACANT), MAY.is(May.JOIN))
                                .waits(
                                        "No cluster is known, and this member may not make one, or"
                                                + " another has data of one or has led one: wait."),
                        row(
                                        "B14-found-paused",
                                        CLUSTER.is(Founding.VACANT),
                                        MAY.is(May.FOUND),
                                        PACE.isNot(Pace.READY))
                                .waits(
                                        "Making the cluster failed a moment ago: wait before the"
                                                + " next attempt."),
                        row(
                                        "B21-copy-remote",
                                        CLUSTER.is(Founding.OURS),
                                        SOURCE.is(Copy.REMOTE),
                                        MAY.is(May.FOUND),
                                        PACE.is(Pace.READY))
                                .does(
                                        StandbyLeaderPlans::found,
                                        "The claim to make the cluster is ours, and it is to follow"
                                                + " a server outside: copy that one."),
                        row(
                                        "B20-initdb",
                                        CLUSTER.is(Founding.OURS),
                                        SOURCE.isNot(Copy.REMOTE),
                                        MAY.is(May.FOUND),
                                        PACE.is(Pace.READY))
                                .does(
                                        FoundingPlans::initdb,
                                        "The claim to make the cluster is ours: run initdb."),
                        row(
                                        "B16-initdb-paused",
                                        CLUSTER.is(Founding.OURS),
                                        MAY.is(May.FOUND),
                                        PACE.is(Pace.PAUSED))
                                .waits(
                                        "The claim to make the cluster is ours and initdb failed a"
                                                + " moment ago: wait before the next attempt."),
                        row(
                                        "B18-initdb-hopeless",
                                        CLUSTER.is(Founding.OURS),
                                        MAY.is(May.FOUND),
                                        PACE.is(Pace.HOPELESS))
                                .does(
                                        FoundingPlans::dropClaim,
                                        "The claim to make the cluster is ours and initdb fails"
                                                + " again and again: let another member try."),
                        row("B22-claim-unwanted", CLUSTER.is(Founding.OURS), MAY.is(May.JOIN))
                                .does(
                                        FoundingPlans::dropClaim,
                                        "The claim to make the cluster is ours and we may not make"
                                                + " it any more: give it back."),
                        row("B24-claimed", CLUSTER.is(Founding.CLAIMED))
                                .waits("Another member is making the cluster: wait for it."),
                        row("B26-claim-abandoned", CLUSTER.is(Founding.ABANDONED))
                                .does(
                                        FoundingPlans::dropClaim,
                                        "Whoever began to make the cluster has not been alive for"
                                                + " one timeout: clear its claim.")));
    }

    private static Section<NewcomerSituation> join() {
        return new Section<>(
                "Join",
                List.of(
                        row(
                                        "J10-copy",
                                        CLUSTER.is(Founding.MADE),
                                        SOURCE.is(Copy.THERE),
                                        PACE.is(Pace.READY))
                                .does(
                                        ServerPlans::copy,
                                        "There is a cluster and a running leader: copy its data."),
                        row("J12-no-source", CLUSTER.is(Founding.MADE), SOURCE.isNot(Copy.THERE))
                                .waits(
                                        "There is a cluster and nobody to copy from: wait for a"
                                                + " leader."),
                        row(
                                        "J14-copy-paused",
                                        CLUSTER.is(Founding.MADE),
                                        SOURCE.is(Copy.THERE),
                                        PACE.isNot(Pace.READY))
                                .waits("The last copy failed a moment ago: wait before the next."),
                        row("Z40-cluster-unknown", CLUSTER.is(Founding.UNKNOWN))
                                .waits(
                                        "The DCS cannot be read now: wait before making or copying"
                                                + " anything.")));
    }
}
