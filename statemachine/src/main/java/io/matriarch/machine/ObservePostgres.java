package io.matriarch.machine;

import io.matriarch.event.OperationEvent;
import io.matriarch.event.PostgresEvent;
import io.matriarch.judge.StandbyClusters;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.state.Setbacks;
import io.matriarch.state.Task;
import io.matriarch.state.Work;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import io.matriarch.value.Timeline;
import java.time.Duration;
import java.util.Optional;

/** Folds in what PostgreSQL did and what became of operations. */
final class ObservePostgres {
    private ObservePostgres() {}

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 5;

    /** Read only where the data must be rewound again. */
    private static final String REWOUND =
            "pg_rewind ended well, and the data is no part of the leader's history all the same";

    static NodeState event(NodeState state, PostgresEvent event) {
        return switch (event) {
            case PostgresEvent.PostgresProbed probed -> probed(state, probed);
            case PostgresEvent.CheckpointEnded ended ->
                    unlooked(state.with(state.requests().without(ended.request())));
            case PostgresEvent.RemoteSeen seen -> ObserveInflow.remote(state, seen);
            case PostgresEvent.WriteTried tried -> ObserveHealth.tried(state, tried);
            case PostgresEvent.PostgresNoticed _ -> unlooked(state);
            case PostgresEvent.ReloadDone done -> ObserveSync.reloaded(state, done.request());
            case PostgresEvent.SlotsKept kept -> ObserveSlots.kept(state, kept);
            case PostgresEvent.ReloadFailed failed ->
                    ObserveSync.reloadFailed(state, failed.request());
        };
    }

    static NodeState event(NodeState state, OperationEvent event) {
        return switch (event) {
            case OperationEvent.OperationEnded ended ->
                    state.work() instanceof Work.Busy busy && busy.id().equals(ended.operation())
                            ? ended(
                                    Untouched.after(state, busy, ended.outcome()),
                                    busy.operation(),
                                    ended.outcome())
                            : state;
        };
    }

    /** What we knew of PostgreSQL counts no more; the next look is due now. */
    static NodeState unknown(NodeState state, String why) {
        return unlooked(state.with(new Postgres.Unknown(why)));
    }

    private static NodeState unlooked(NodeState state) {
        return state.with(state.clocks().withProbedAt(Moment.LONG_AGO));
    }

    private static NodeState probed(NodeState state, PostgresEvent.PostgresProbed event) {
        boolean current = state.requests().kindOf(event.request()).isPresent();
        if (!current) {
            return state;
        }
        NodeState known = state.with(event.found()).with(state.requests().without(event.request()));
        return ObserveOffer.looked(
                known.with(doubts(setbacks(known), known))
                        .with(durable(known))
                        .with(ObserveLock.exercised(known))
                        .with(ObserveHealth.probed(state.postgres(), known))
                        .with(known.orders().with(ObserveTask.task(known)))
                        .with(ObserveHealth.inflow(state.postgres(), known))
                        .with(ObserveSync.synchrony(known))
                        .with(known.slots().with(event.slots())));
    }

    private static Setbacks doubts(Setbacks seen, NodeState state) {
        boolean unsure =
                state.postgres() instanceof Postgres.Unknown
                        || state.postgres() instanceof Postgres.Hanging;
        Optional<Moment> since =
                unsure
                        ? state.setbacks().unsureSince().or(() -> Optional.of(state.now()))
                        : Optional.empty();
        return seen.withUnsureSince(since);
    }

    private static Setbacks setbacks(NodeState state) {
        Setbacks before = state.setbacks();
        boolean leads = state.lease() instanceof Lease.Held || state.lease() instanceof Lease.Over;
        boolean shouldWrite = leads && !StandbyClusters.isOn(state);
        Setbacks down =
                before.downSince().isPresent()
                        ? before
                        : before.withDownSince(Optional.of(state.now()));
        return switch (state.postgres()) {
            case Postgres.Primary _ -> Setbacks.NONE;
            case Postgres.Standby standby -> {
                if (shouldWrite) {
                    yield down;
                }
                yield standby.streaming() ? Setbacks.NONE : before.withDownSince(Optional.empty());
            }
            case Postgres.Stopped _, Postgres.NoData _, Postgres.Ending _ ->
                    down.withoutPromotions();
            case Postgres.Unreadable _ -> down;
            case Postgres.Starting _, Postgres.Unknown _, Postgres.Hanging _ ->
                    leads ? down : before;
        };
    }

    private static DurableFacts durable(NodeState state) {
        DurableFacts facts = state.durable();
        Optional<Timeline> timeline =
                switch (state.postgres()) {
                    case Postgres.Primary primary -> Optional.of(primary.timeline());
                    case Postgres.Standby standby -> standby.timeline();
                    case Postgres.Stopped _,
                            Postgres.Ending _,
                            Postgres.NoData _,
                            Postgres.Unreadable _,
                            Postgres.Starting _,
                            Postgres.Unknown _,
                            Postgres.Hanging _ ->
                            Optional.empty();
                };
        boolean born =
                (state.postgres() instanceof Postgres.Primary
                                || state.postgres() instanceof Postgres.Standby)
                        && facts.unfinished() == Unfinished.BIRTH;
        DurableFacts finished =
                (born ? facts.withUnfinished(Unfinished.NOTHING, Optional.empty()) : facts)
                        .withApart(facts.apart() && !isOneHistory(state));
        return timeline.filter(one ->
                        finished.highestTimeline()
                                .map(highest -> one.compareTo(highest) > 0)
                                .orElse(true))
                .map(finished::withTimeline)
                .orElse(finished);
    }

    /** Whether our data is the cluster's: we lead with it, or stream from whoever does. */
    private static boolean isOneHistory(NodeState state) {
        return switch (state.postgres()) {
            case Postgres.Primary _ -> state.lease() instanceof Lease.Held;
            case Postgres.Standby standby -> standby.streaming();
            case Postgres.Stopped _,
                    Postgres.Ending _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Starting _,
                    Postgres.Unknown _,
                    Postgres.Hanging _ ->
                    false;
        };
    }

    private static NodeState ended(NodeState state, Operation operation, Outcome outcome) {
        NodeState idle =
                unknown(state, operation.word() + " ended")
                        .with(new Work.Idle())
                        .with(state.setbacks().withUnsureSince(Optional.empty()));
        return switch (outcome) {
            case Outcome.Succeeded _ -> replaced(succeeded(idle, operation), operation);
            case Outcome.Failed(String why) ->
                    operation instanceof Operation.PrePromote
                            ? idle.with(idle.announced().withRefusal(idle.now()))
                            : unstarted(idle.with(failed(idle, operation, why)), operation)
                                    .with(ObserveHealth.failed(idle, operation, why));
            case Outcome.SourceGone(String why, boolean _) ->
                    idle.with(
                            idle.setbacks()
                                    .withPause(idle.now().plus(idle.settings().loopWait()), why));
            case Outcome.Refused(String why) -> refused(idle, operation, why);
            // The order to promote may have reached PostgreSQL all the same.
            case Outcome.Cancelled _, Outcome.Lost _ ->
                    operation instanceof Operation.Promote
                            ? idle.with(idle.setbacks().withPromotion())
                            : idle;
        };
    }

    /** The data is the ordered copy now. */
    private static NodeState replaced(NodeState state, Operation operation) {
        boolean ordered =
                operation instanceof Operation.Basebackup
                        && state.orders().task() instanceof Task.Reinitializing;
        return ordered ? state.with(state.orders().with(new Task.Reviving())) : state;
    }

    /** A restart that has got as far as the start has failed at it. */
    private static NodeState unstarted(NodeState state, Operation operation) {
        boolean start =
                operation instanceof Operation.StartPrimary
                        || operation instanceof Operation.StartStandby;
        return start
                        && state.orders().task() instanceof Task.Restarting task
                        && task.phase() == Task.Phase.DOWN
                ? state.with(state.orders().with(task.in(Task.Phase.FAILED)))
                : state;
    }

    private static NodeState succeeded(NodeState state, Operation operation) {
        DurableFacts facts = state.durable();
        return switch (operation) {
            case Operation.Initdb _ ->
                    state.with(facts.withUnfinished(Unfinished.BIRTH, facts.claim()));
            case Operation.Basebackup _ when StandbyClusters.isFoundedByCopy(state) ->
                    state.with(facts.withUnfinished(Unfinished.BIRTH, facts.claim()));
            case Operation.Rewind _ -> whole(state).with(state.setbacks().withRewind(REWOUND));
            case Operation.Basebackup _ -> whole(state);
            case Operation.Follow _ -> state.with(state.announced().withReloaded(true));
            case Operation.PrePromote(LockEpoch epoch) ->
                    state.with(state.announced().withAgreed(epoch));
            // It wrote a record and waited until that was on disk.
            case Operation.StartPrimary _, Operation.Promote _ ->
                    state.with(state.health().withWrite());
            case Operation.StartStandby _, Operation.RecoverAlone _, Operation.CopySlots _ -> state;
            case Operation.Stop _ -> state.with(state.health().withStop());
        };
    }

    private static NodeState whole(NodeState state) {
        return state.with(
                state.durable()
                        .withUnfinished(Unfinished.NOTHING, Optional.empty())
                        .withApart(false));
    }

    /** Nothing was begun: what was marked as unfinished on its account is not. */
    private static NodeState refused(NodeState state, Operation operation, String why) {
        Moment again = state.now().plus(FIRST_PAUSE);
        NodeState paused =
                state.with(
                        operation.makesWritable()
                                ? state.setbacks().withRefusal(again, why)
                                : state.setbacks().withPause(again, why));
        return switch (operation) {
            case Operation.Initdb _ ->
                    paused.with(
                            state.durable()
                                    .withUnfinished(Unfinished.NOTHING, state.durable().claim()));
            case Operation.Rewind _,
                    Operation.Basebackup _,
                    Operation.StartPrimary _,
                    Operation.StartStandby _,
                    Operation.Promote _,
                    Operation.PrePromote _,
                    Operation.Follow _,
                    Operation.Stop _,
                    Operation.RecoverAlone _,
                    Operation.CopySlots _ ->
                    paused;
        };
    }

    private static Setbacks failed(NodeState state, Operation operation, String why) {
        Setbacks before = state.setbacks();
        int starts = before.starts();
        int promotions = before.promotions();
        int rewinds = before.rewinds();
        int copies = before.copies();
        switch (operation) {
            case Operation.StartPrimary _, Operation.StartStandby _ -> starts++;
            case Operation.Promote _ -> {
                starts++;
                promotions++;
            }
            case Operation.Rewind _, Operation.RecoverAlone _ -> rewinds++;
            case Operation.Basebackup _, Operation.Initdb _ -> copies++;
            case Operation.Follow _,
                    Operation.Stop _,
                    Operation.PrePromote _,
                    Operation.CopySlots _ -> {}
        }
        int times = Math.min(starts + rewinds + copies, MOST_DOUBLINGS);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.max(0, times - 1));
        return new Setbacks(
                starts,
                promotions,
                before.refusals(),
                rewinds,
                copies,
                state.now().plus(pause),
                why,
                before.downSince(),
                Optional.empty());
    }
}
