package io.matriarch.rule;

import static io.matriarch.rule.Chore.chore;

import io.matriarch.action.DcsAction;
import io.matriarch.action.PostgresAction;
import io.matriarch.judge.FailsafeMode;
import io.matriarch.judge.HistoryKey;
import io.matriarch.judge.Mixed;
import io.matriarch.judge.StandbyClusters;
import io.matriarch.judge.slots.SlotReport;
import io.matriarch.state.Cluster;
import io.matriarch.state.Config;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.SlotStatus;
import io.matriarch.value.Lsn;
import java.util.List;
import java.util.Optional;

/** What a steady leader keeps in order in the DCS, each for itself. */
final class Upkeep {
    private Upkeep() {}

    static List<Chore> chores() {
        return List.of(
                chore(
                        "U10-status",
                        Upkeep::isStatusDue,
                        Upkeep::writeStatus,
                        "Our log has moved: publish its position, by which the others judge their"
                                + " lag."),
                chore(
                        "U20-history",
                        Upkeep::isHistoryDue,
                        Upkeep::writeHistory,
                        "The published history does not end where our timeline begins: publish"
                                + " where it forked."),
                chore(
                        "U30-system-id",
                        Upkeep::isSystemIdDue,
                        Upkeep::writeSystemId,
                        "The cluster does not know its identity: publish our system identifier."),
                chore(
                        "U40-config",
                        Upkeep::isConfigDue,
                        Upkeep::writeConfig,
                        "The cluster has no settings: publish those in force."),
                chore(
                        "U48-failsafe",
                        Upkeep::isFailsafeDue,
                        Upkeep::writeFailsafe,
                        "Key failsafe does not list the members that take part: publish whom a"
                                + " leader without the DCS must ask."),
                chore(
                        "U46-checkpoint",
                        Upkeep::isCheckpointDue,
                        Upkeep::checkpoint,
                        "Our timeline is new and no checkpoint is on it yet: order one, for nobody"
                                + " can be rewound to us before."));
    }

    private static boolean isCheckpointDue(NodeState state) {
        return canLead(state)
                && !state.requests().isPending(Kind.CHECKPOINT)
                && state.postgres() instanceof Postgres.Primary primary
                && !primary.checkpointed()
                && state.now()
                        .hasReached(
                                state.health().checkpointAt().plus(state.settings().loopWait()));
    }

    private static Plan checkpoint(NodeState state) {
        var id = state.requests().next();
        NodeState noted =
                state.with(state.requests().with(Kind.CHECKPOINT, state.now()))
                        .with(state.health().withCheckpointAt(state.now()));
        return Plan.of(noted).and(new PostgresAction.Checkpoint(id));
    }

    /** Whether we lead as the primary, and what we know of the cluster counts. */
    static boolean canLead(NodeState state) {
        return keepsKeys(state) && state.postgres() instanceof Postgres.Primary;
    }

    /** Whether the leader's keys are ours to keep: as the primary, or in a standby cluster. */
    static boolean keepsKeys(NodeState state) {
        return state.lease() instanceof Lease.Held
                && state.session().isConnected()
                && state.cluster() instanceof Cluster.Seen seen
                && !seen.outdated()
                && (state.postgres() instanceof Postgres.Primary
                        || StandbyClusters.isLedByUs(state));
    }

    /** The position to publish: of what we wrote, or of what came in. */
    private static Optional<Lsn> position(NodeState state) {
        return switch (state.postgres()) {
            case Postgres.Primary primary ->
                    // Where one is that does not let us in is not known.
                    primary.server().turnsAway().isPresent()
                            ? state.published().position()
                            : Optional.of(primary.written());
            case Postgres.Standby standby -> Optional.of(standby.position());
            case Postgres.Stopped _,
                    Postgres.Unknown _,
                    Postgres.Ending _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Starting _,
                    Postgres.Hanging _ ->
                    Optional.empty();
        };
    }

    private static boolean isStatusDue(NodeState state) {
        return keepsKeys(state)
                && !state.requests().isPending(Kind.STATUS)
                && state.now()
                        .hasReached(
                                state.published().positionAt().plus(state.settings().loopWait()))
                && !isPublished(state);
    }

    private static boolean isPublished(NodeState state) {
        Optional<SlotStatus> slots = SlotReport.of(state);
        return state.published().position().equals(position(state))
                && (slots.isEmpty() || slots.equals(state.published().slots()));
    }

    private static boolean isHistoryDue(NodeState state) {
        return keepsKeys(state)
                && !state.requests().isPending(Kind.HISTORY)
                && HistoryKey.wanted(state).isPresent();
    }

    private static boolean isSystemIdDue(NodeState state) {
        return keepsKeys(state)
                && !state.requests().isPending(Kind.INITIALIZE)
                && !(Plans.view(state).initialize() instanceof Initialize.Made);
    }

    private static boolean isConfigDue(NodeState state) {
        return keepsKeys(state)
                && !state.requests().isPending(Kind.CONFIG)
                && Plans.view(state).config() instanceof Config.Absent;
    }

    private static boolean isFailsafeDue(NodeState state) {
        return canLead(state)
                && state.settings().failsafe()
                && !state.requests().isPending(Kind.FAILSAFE)
                && !Plans.view(state).failsafe().equals(Optional.of(FailsafeMode.wanted(state)));
    }

    private static Plan writeFailsafe(NodeState state) {
        return Plan.of(state.with(FailsafeMode.writing(state)))
                .request(
                        Kind.FAILSAFE,
                        id ->
                                new DcsAction.WriteFailsafe(
                                        id, FailsafeMode.wanted(state), Plan.leasePermit(state)));
    }

    private static Plan writeStatus(NodeState state) {
        return position(state).map(position -> writeStatus(state, position)).orElse(Plan.of(state));
    }

    private static Plan writeStatus(NodeState state, Lsn position) {
        Optional<SlotStatus> slots = SlotReport.of(state);
        NodeState noted = state.with(state.published().withStatus(position, slots, state.now()));
        return Plan.of(noted)
                .request(
                        Kind.STATUS,
                        id ->
                                new DcsAction.WriteStatus(
                                        id,
                                        position,
                                        Mixed.readsOldPosition(state),
                                        slots,
                                        Plan.leasePermit(state)));
    }

    private static Plan writeHistory(NodeState state) {
        return HistoryKey.wanted(state)
                .map(lines ->
                        Plan.of(state)
                                .request(
                                        Kind.HISTORY,
                                        id ->
                                                new DcsAction.WriteHistory(
                                                        id, lines, Plan.leasePermit(state))))
                .orElse(Plan.of(state));
    }

    private static Plan writeSystemId(NodeState state) {
        return state.postgres()
                .identity()
                .map(ours ->
                        Plan.of(state)
                                .request(
                                        Kind.INITIALIZE,
                                        id ->
                                                new DcsAction.WriteSystemId(
                                                        id, ours, Plan.leasePermit(state))))
                .orElse(Plan.of(state));
    }

    private static Plan writeConfig(NodeState state) {
        return Plan.of(state)
                .request(Kind.CONFIG, id -> new DcsAction.WriteConfig(id, Plan.leasePermit(state)));
    }
}
