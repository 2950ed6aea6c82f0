package io.matriarch.testing.chaos;

import io.matriarch.state.ControlData;
import io.matriarch.state.ControlData.Phase;
import io.matriarch.state.Feed;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.ServerFacts;
import io.matriarch.testing.Facts;
import io.matriarch.testing.samples.SplitMix;
import io.matriarch.value.Lsn;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL that does what it is told, and what a probe of a mad world may find instead. */
final class ChaosServer {
    private Postgres truth = new Postgres.NoData();
    private long end = Facts.WRITTEN;

    /** The end of the log. */
    long end() {
        return end;
    }

    /** What a probe finds. */
    Postgres look(SplitMix chance, Mood mood) {
        if (chance.oneIn(mood.saneServer() ? 60 : 3)) {
            truth = any(chance);
        }
        return chance.oneIn(mood.failing()) ? unclear(chance) : grown(chance);
    }

    /** An operation did what it was begun for. */
    void did(Operation operation) {
        Timeline timeline = timeline();
        truth =
                switch (operation) {
                    case Operation.Initdb _ -> stopped(Phase.PRIMARY_STOPPED, Timeline.FIRST);
                    case Operation.StartPrimary _ -> primary(timeline);
                    case Operation.StartStandby(var feed) -> standby(timeline, upstream(feed));
                    case Operation.Promote _ -> primary(timeline.next());
                    case Operation.CopySlots copy -> standby(timeline, upstream(copy.feed()));
                    case Operation.PrePromote _ -> truth;
                    case Operation.Follow(var feed) -> standby(timeline, upstream(feed));
                    case Operation.Stop _ ->
                            stopped(
                                    truth instanceof Postgres.Primary
                                            ? Phase.PRIMARY_STOPPED
                                            : Phase.STANDBY_STOPPED,
                                    timeline);
                    case Operation.RecoverAlone _ -> stopped(Phase.PRIMARY_STOPPED, timeline);
                    case Operation.Rewind _, Operation.Basebackup _ ->
                            stopped(Phase.STANDBY_CRASHED, timeline);
                };
    }

    private static Optional<String> upstream(Feed feed) {
        return feed.source().map(one -> one.connUrl());
    }

    /** The fence killed it. */
    void killed() {
        if (truth instanceof Postgres.Primary || truth instanceof Postgres.Starting) {
            truth = stopped(Phase.PRIMARY_CRASHED, timeline());
        }
    }

    private Postgres grown(SplitMix chance) {
        end += chance.below(0x1000);
        return switch (truth) {
            case Postgres.Primary one ->
                    new Postgres.Primary(
                            one.systemId(),
                            one.timeline(),
                            new Lsn(end),
                            one.checkpointed() || chance.oneIn(3),
                            one.forks(),
                            ChaosStandbys.any(chance, end),
                            one.server());
            case Postgres.Standby one ->
                    new Postgres.Standby(
                            one.systemId(),
                            one.timeline(),
                            new Lsn(end),
                            new Lsn(end - chance.below(0x100)),
                            one.upstream(),
                            one.streaming(),
                            one.server(),
                            one.forks());
            case Postgres.Unknown _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Stopped _,
                    Postgres.Ending _,
                    Postgres.Starting _,
                    Postgres.Hanging _ ->
                    truth;
        };
    }

    private static Postgres unclear(SplitMix chance) {
        return switch (chance.below(3)) {
            case 0 -> new Postgres.Unknown("no permission");
            case 1 -> new Postgres.Hanging("no answer within 3 s");
            default -> new Postgres.Starting(chance.oneIn(2));
        };
    }

    private Postgres any(SplitMix chance) {
        Timeline timeline = new Timeline(1 + chance.below(3));
        return switch (chance.below(8)) {
            case 0 -> new Postgres.NoData();
            case 1 -> new Postgres.Unreadable("not a data directory");
            case 2, 3 -> stopped(chance.pick(Arrays.asList(Phase.values())), timeline);
            case 4 -> primary(timeline);
            case 6 -> new Postgres.Ending(stopped(Phase.PRIMARY_STOPPED, timeline).control());
            case 5 -> standby(timeline, Optional.of(Facts.connUrl(Facts.N2)));
            default ->
                    new Postgres.Standby(
                            chance.oneIn(4) ? Facts.OTHER_SYSTEM : Facts.SYSTEM,
                            chance.oneIn(3) ? Optional.empty() : Optional.of(timeline),
                            new Lsn(end),
                            new Lsn(end),
                            Optional.empty(),
                            false);
        };
    }

    private Timeline timeline() {
        return switch (truth) {
            case Postgres.Primary one -> one.timeline();
            case Postgres.Standby one -> one.timeline().orElse(Timeline.FIRST);
            case Postgres.Stopped(ControlData control) -> control.timeline();
            case Postgres.Ending(ControlData control) -> control.timeline();
            case Postgres.Unknown _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Starting _,
                    Postgres.Hanging _ ->
                    Timeline.FIRST;
        };
    }

    private SystemId systemId() {
        return truth.identity().orElse(Facts.SYSTEM);
    }

    private Postgres.Stopped stopped(Phase phase, Timeline timeline) {
        boolean known = phase != Phase.PRIMARY_CRASHED;
        return new Postgres.Stopped(
                new ControlData(
                        systemId(),
                        phase,
                        timeline,
                        new Lsn(end),
                        known ? Optional.of(new Lsn(end)) : Optional.empty(),
                        (end & 7) != 0));
    }

    private Postgres primary(Timeline timeline) {
        return new Postgres.Primary(systemId(), timeline, new Lsn(end), false, forks(timeline));
    }

    private Postgres standby(Timeline timeline, Optional<String> upstream) {
        return new Postgres.Standby(
                systemId(),
                Optional.of(timeline),
                new Lsn(end),
                new Lsn(end),
                upstream,
                upstream.isPresent(),
                ServerFacts.UNKNOWN,
                forks(timeline));
    }

    /** Where the timelines before this one were left. */
    static List<HistoryLine> forks(Timeline timeline) {
        List<HistoryLine> lines = new ArrayList<>();
        for (int i = 1; i < timeline.number(); i++) {
            lines.add(Facts.fork(i, 0x1000L * i));
        }
        return lines;
    }
}
