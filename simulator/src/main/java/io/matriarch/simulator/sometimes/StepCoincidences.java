package io.matriarch.simulator.sometimes;

import io.matriarch.action.DcsAction;
import io.matriarch.action.FenceAction;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.OperationEvent;
import io.matriarch.event.PeerEvent;
import io.matriarch.simulator.sometimes.Coincidence.OfStep;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.Operation;
import io.matriarch.state.Operation.Basebackup;
import io.matriarch.state.Operation.Promote;
import io.matriarch.state.Operation.Rewind;
import io.matriarch.state.Operation.StartPrimary;
import io.matriarch.state.Operation.Stop;
import io.matriarch.state.Postgres;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.Work;
import java.util.List;

/** The coincidences that show when a member takes a step. */
final class StepCoincidences {
    static final List<OfStep> ALL =
            List.of(
                    new OfStep(
                            "the lease ends while its holder is promoted",
                            now -> now.leaseEnds() && now.wasAt(Promote.class)),
                    new OfStep(
                            "the lease ends while its holder starts as a primary",
                            now -> now.leaseEnds() && now.wasAt(StartPrimary.class)),
                    new OfStep(
                            "the lease ends while its holder is being stopped",
                            now -> now.leaseEnds() && now.wasAt(Stop.class)),
                    new OfStep(
                            "the session ends between the taking of the lock and the promotion",
                            now -> now.sessionEnds() && isStandbyWithLease(now)),
                    new OfStep(
                            "the session ends while the lock is asked for",
                            now -> now.sessionEnds() && now.awaited(Kind.LOCK)),
                    new OfStep(
                            "the session ends while key sync is written",
                            now -> now.sessionEnds() && now.awaited(Kind.SYNC)),
                    new OfStep(
                            "the lock vanishes while a member rewinds",
                            now -> lockVanishes(now) && anybodyAt(now, Rewind.class)),
                    new OfStep(
                            "the lock vanishes while a member copies",
                            now -> lockVanishes(now) && anybodyAt(now, Basebackup.class)),
                    new OfStep(
                            "the lock is refused to one that had asked because another was faster",
                            now ->
                                    now.event() instanceof DcsEvent.LockRefused
                                            && now.truth().lock() instanceof Lock.Held held
                                            && !held.holder().equals(now.member())),
                    new OfStep(
                            "the answer to a request for the lock is lost, and the lock is ours",
                            now ->
                                    now.event() instanceof DcsEvent.RequestFailed
                                            && now.awaited(Kind.LOCK)
                                            && now.truth().lock() instanceof Lock.Held held
                                            && held.holder().equals(now.member())),
                    new OfStep(
                            "a kill is ordered in the middle of a promotion",
                            now ->
                                    now.orders(FenceAction.FenceNow.class)
                                            && now.wasAt(Promote.class)),
                    new OfStep(
                            "a kill is ordered in the middle of a start as a primary",
                            now ->
                                    now.orders(FenceAction.FenceNow.class)
                                            && now.wasAt(StartPrimary.class)),
                    new OfStep(
                            "a member kills its PostgreSQL while another leads already",
                            now ->
                                    now.orders(FenceAction.FenceNow.class)
                                            && now.truth().lock() instanceof Lock.Held held
                                            && !held.holder().equals(now.member())),
                    new OfStep(
                            "the promises run out while the lock is nobody's",
                            now ->
                                    now.before().failsafe().promise().isPresent()
                                            && now.step().next().failsafe().promise().isEmpty()
                                            && now.truth().lock() instanceof Lock.Free),
                    new OfStep(
                            "a promise is asked for by one that does not hold the lock",
                            now ->
                                    now.event() instanceof PeerEvent.FailsafeAsked asked
                                            && !(now.truth().lock() instanceof Lock.Held held
                                                    && held.holder().equals(asked.from()))),
                    new OfStep(
                            "an operation ends that was told to end",
                            now ->
                                    now.event() instanceof OperationEvent.OperationEnded
                                            && now.before().work() instanceof Work.Busy busy
                                            && busy.cancelled()),
                    new OfStep(
                            "the lock is asked for that another has taken a moment ago",
                            now ->
                                    now.orders(DcsAction.TakeLock.class)
                                            && now.truth().lock() instanceof Lock.Held),
                    new OfStep(
                            "the right to write ends for a member whose PostgreSQL was killed before",
                            now ->
                                    now.leaseEnds()
                                            && !now.before().durable().lastFence().isEmpty()));

    private StepCoincidences() {}

    private static boolean isStandbyWithLease(Glance now) {
        return now.before().postgres() instanceof Postgres.Standby
                && now.before().lease() instanceof Lease.Held;
    }

    private static boolean lockVanishes(Glance now) {
        return now.leaseEnds() && now.truth().lock() instanceof Lock.Free;
    }

    private static boolean anybodyAt(Glance now, Class<? extends Operation> operation) {
        return now.truth().members().stream()
                .anyMatch(one ->
                        now.truth().operation(one).filter(operation::isInstance).isPresent());
    }
}
