package io.matriarch.rule;

import io.matriarch.judge.Alarm;
import io.matriarch.judge.Departure;
import io.matriarch.judge.Maintenance;
import io.matriarch.judge.Mending;
import io.matriarch.judge.Mixed;
import io.matriarch.judge.Situation;
import io.matriarch.judge.Staleness;
import io.matriarch.judge.StandbyClusters;
import io.matriarch.state.ControlData;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.Lease;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.MemberNotes;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Offer;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Role;
import io.matriarch.state.Task;
import io.matriarch.state.Work;
import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.Optional;

/** What we say of ourselves in our member record (contract 1.4). */
public final class Records {
    private Records() {}

    /** The record that the state calls for. */
    public static MemberRecord of(NodeState state) {
        boolean unsure =
                state.postgres() instanceof Postgres.Unknown
                        || state.postgres() instanceof Postgres.Hanging;
        Optional<MemberRecord> last = state.published().record();
        if (unsure && last.isPresent() && during(state).isEmpty()) {
            return last.get().withOffer(isHeir(state), offer(state));
        }
        Facts facts = facts(state.postgres(), state);
        LocalSettings local = state.local();
        boolean maintenance = Maintenance.isOn(state);
        return new MemberRecord(
                local.connUrl(),
                local.apiUrl(),
                during(state).orElse(facts.state()),
                facts.role(),
                facts.role() == Role.PRIMARY && Mixed.saysMaster(state),
                Mixed.version(local),
                facts.timeline(),
                facts.position(),
                facts.received(),
                facts.replayed(),
                facts.streaming(),
                facts.role() == Role.PROMOTED || isCheckpointPending(state.postgres()),
                Departure.asksRelease(state) ? local.tags().withoutSync() : local.tags(),
                state.published().released(),
                local.guarded() && !maintenance,
                new MemberNotes(
                        maintenance,
                        Mending.plight(state),
                        Staleness.note(state),
                        Alarm.of(state),
                        state.postgres().facts().pending(),
                        state.orders().schedule()),
                isHeir(state),
                offer(state));
    }

    /** Whether we take a lock that is offered to us. */
    private static boolean isHeir(NodeState state) {
        return state.local().handoff() && state.presence() == Presence.STAYING;
    }

    /** The offer of the lock that we hold. */
    private static Optional<Offer> offer(NodeState state) {
        return state.lease() instanceof Lease.Held held
                ? state.published().offering().wantedIn(held.epoch())
                : Optional.empty();
    }

    private static boolean isCheckpointPending(Postgres postgres) {
        return postgres instanceof Postgres.Primary primary && !primary.checkpointed();
    }

    /** Whether two records differ by more than log positions, which change all the time. */
    public static boolean differ(MemberRecord one, MemberRecord other) {
        return !withoutPositions(one).equals(withoutPositions(other));
    }

    private static MemberRecord withoutPositions(MemberRecord record) {
        return new MemberRecord(
                record.connUrl(),
                record.apiUrl(),
                record.state(),
                record.role(),
                record.saysMaster(),
                record.version(),
                record.timeline(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                record.streaming(),
                record.checkpointPending(),
                record.tags(),
                record.released(),
                record.guarded(),
                record.notes(),
                record.heir(),
                record.offer());
    }

    /** The state that an operation under way gives a member, whatever the probe finds. */
    private static Optional<MemberState> during(NodeState state) {
        boolean founding =
                Situation.isFounding(state) && state.durable().unfinished() != Unfinished.NOTHING;
        return switch (state.work()) {
            case Work.Idle _ ->
                    founding && !(state.postgres() instanceof Postgres.Primary)
                            ? Optional.of(
                                    state.setbacks().copies() > 0
                                            ? MemberState.INITDB_FAILED
                                            : MemberState.INITIALIZING)
                            : serves(state.postgres()) ? Optional.empty() : restarting(state);
            case Work.Busy busy ->
                    switch (busy.operation()) {
                        case Operation.Initdb _ -> Optional.of(MemberState.INITIALIZING);
                        case Operation.Basebackup _ -> Optional.of(MemberState.CREATING_REPLICA);
                        case Operation.StartPrimary _, Operation.StartStandby _ ->
                                restarting(state).or(() -> Optional.of(MemberState.STARTING));
                        case Operation.Stop _ ->
                                restarting(state).or(() -> Optional.of(MemberState.STOPPING));
                        case Operation.Promote _,
                                Operation.PrePromote _,
                                Operation.CopySlots _,
                                Operation.Follow _,
                                Operation.RecoverAlone _,
                                Operation.Rewind _ ->
                                Optional.empty();
                    };
        };
    }

    private static boolean serves(Postgres postgres) {
        return postgres instanceof Postgres.Primary || postgres instanceof Postgres.Standby;
    }

    /** Between the stop and the start that an operator ordered. */
    private static Optional<MemberState> restarting(NodeState state) {
        return state.orders().task() instanceof Task.Restarting task
                ? switch (task.phase()) {
                    case ASKED -> Optional.empty();
                    case STOPPING, DOWN -> Optional.of(MemberState.RESTARTING);
                    case FAILED -> Optional.of(MemberState.RESTART_FAILED);
                }
                : Optional.empty();
    }

    private record Facts(
            MemberState state,
            Role role,
            Optional<Timeline> timeline,
            Optional<Lsn> position,
            Optional<Lsn> received,
            Optional<Lsn> replayed,
            boolean streaming) {
        static Facts of(MemberState state, Role role, Optional<Timeline> timeline) {
            return new Facts(
                    state,
                    role,
                    timeline,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }
    }

    private static Facts facts(Postgres postgres, NodeState state) {
        return switch (postgres) {
            case Postgres.Primary primary -> ofPrimary(primary);
            case Postgres.Standby standby -> ofStandby(standby, state);
            case Postgres.Stopped(ControlData control) -> {
                boolean was = control.phase().wasPrimary();
                boolean crashed = control.phase() == ControlData.Phase.PRIMARY_CRASHED;
                boolean failed = state.setbacks().starts() > 0;
                yield Facts.of(
                        failed
                                ? MemberState.START_FAILED
                                : crashed ? MemberState.CRASHED : MemberState.STOPPED,
                        was ? Role.DEMOTED : Role.REPLICA,
                        Optional.of(control.timeline()));
            }
            case Postgres.Ending(ControlData control) ->
                    Facts.of(MemberState.STOPPING, Role.DEMOTED, Optional.of(control.timeline()));
            case Postgres.Starting(boolean asStandby) ->
                    Facts.of(
                            MemberState.STARTING,
                            asStandby ? Role.REPLICA : lastRole(state),
                            Optional.empty());
            case Postgres.NoData _, Postgres.Unreadable _ ->
                    Facts.of(MemberState.STOPPED, Role.UNINITIALIZED, Optional.empty());
            case Postgres.Unknown _, Postgres.Hanging _ ->
                    Facts.of(
                            state.published()
                                    .record()
                                    .map(MemberRecord::state)
                                    .orElse(MemberState.STOPPED),
                            lastRole(state),
                            Optional.empty());
        };
    }

    private static Facts ofPrimary(Postgres.Primary primary) {
        return new Facts(
                MemberState.RUNNING,
                Role.PRIMARY,
                Optional.of(primary.timeline()),
                Optional.of(primary.written()),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Facts ofStandby(Postgres.Standby standby, NodeState state) {
        return new Facts(
                MemberState.RUNNING,
                standbyRole(state),
                standby.timeline(),
                Optional.of(standby.position()),
                Optional.of(standby.received()),
                Optional.of(standby.replayed()),
                standby.streaming());
    }

    private static Role standbyRole(NodeState state) {
        boolean promoted =
                state.work() instanceof Work.Busy busy
                        && busy.operation() instanceof Operation.Promote;
        // A promotion that was given up may still come true.
        if (promoted || state.setbacks().promotions() > 0) {
            return Role.PROMOTED;
        }
        return StandbyClusters.isLedByUs(state) ? Role.STANDBY_LEADER : Role.REPLICA;
    }

    private static Role lastRole(NodeState state) {
        Role otherwise = state.lease() instanceof Lease.Held ? Role.DEMOTED : Role.REPLICA;
        return state.published().record().map(MemberRecord::role).orElse(otherwise);
    }
}
