package io.matriarch.rule;

import static io.matriarch.rule.Chore.chore;

import io.matriarch.action.DcsAction;
import io.matriarch.action.PostgresAction;
import io.matriarch.judge.SyncPlan;
import io.matriarch.judge.SyncStep;
import io.matriarch.state.NodeState;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.SyncState;
import java.util.List;

/** What a leader does in synchronous mode: key {@code sync}, and whom commits wait for. */
final class SyncPlans {
    private SyncPlans() {}

    static List<Chore> chores() {
        return List.of(
                step(
                        "U50-sync-take-over",
                        SyncStep.Kind.TAKE_OVER,
                        "Synchronous mode is on and key sync does not name us: take it over, with"
                                + " nobody in the set yet."),
                step(
                        "U52-sync-narrow-set",
                        SyncStep.Kind.NARROW_SET,
                        "Commits cannot or shall not wait for all of the set any more: fewer may"
                                + " lead, before PostgreSQL stops to wait for them."),
                step(
                        "U54-sync-widen-names",
                        SyncStep.Kind.WIDEN_NAMES,
                        "Another standby shall be synchronous: commits wait for it first, before it"
                                + " may lead."),
                step(
                        "U56-sync-widen-set",
                        SyncStep.Kind.WIDEN_SET,
                        "Commits wait for the standby and it has all that was acknowledged before:"
                                + " it may lead."),
                step(
                        "U58-sync-narrow-names",
                        SyncStep.Kind.NARROW_NAMES,
                        "The set needs no more than this: commits wait for nobody else any more."),
                step(
                        "U60-sync-off",
                        SyncStep.Kind.SWITCH_OFF,
                        "Synchronous mode is off: key sync restricts nobody any more."),
                step(
                        "U62-sync-names-restored",
                        SyncStep.Kind.RESTORE_NAMES,
                        "Synchronous mode is off: commits wait for whom the configuration says."),
                step(
                        "U64-admit-clients",
                        SyncStep.Kind.ADMIT,
                        "After a crash clients were kept out; now whoever may lead next has all"
                                + " that they will see."));
    }

    /** Before our PostgreSQL accepts writes: the key names us, and nobody who would lack them. */
    static Plan claim(NodeState state) {
        return write(state, SyncPlan.claim(state));
    }

    private static Chore step(String id, SyncStep.Kind kind, String because) {
        return chore(
                id,
                state -> Upkeep.canLead(state) && SyncPlan.of(state).kind() == kind,
                SyncPlans::take,
                because);
    }

    private static Plan take(NodeState state) {
        SyncStep step = SyncPlan.of(state);
        return switch (step.kind()) {
            case NONE, WAIT -> Plan.of(state);
            case TAKE_OVER, NARROW_SET, WIDEN_SET, SWITCH_OFF -> write(state, step.set());
            case WIDEN_NAMES, NARROW_NAMES, RESTORE_NAMES ->
                    Plan.of(state)
                            .reload(id ->
                                    new PostgresAction.SetSyncNames(
                                            id, step.names(), Plan.leasePermit(state)));
            case ADMIT ->
                    Plan.of(state)
                            .reload(id ->
                                    new PostgresAction.AdmitClients(id, Plan.leasePermit(state)));
        };
    }

    private static Plan write(NodeState state, SyncState content) {
        return Plan.of(state)
                .request(
                        Kind.SYNC,
                        id -> new DcsAction.WriteSync(id, content, Plan.leasePermit(state)));
    }
}
