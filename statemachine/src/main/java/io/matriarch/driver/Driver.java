package io.matriarch.driver;

import io.matriarch.action.Action;
import io.matriarch.action.AgentAction;
import io.matriarch.action.DcsAction;
import io.matriarch.action.FenceAction;
import io.matriarch.action.PeerAction;
import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.action.WatchdogAction;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.event.OperationEvent;
import io.matriarch.event.PostgresEvent;
import io.matriarch.event.WatchdogEvent;
import io.matriarch.judge.StandbyClusters;
import io.matriarch.machine.Machine;
import io.matriarch.machine.Step;
import io.matriarch.rule.DecisionTable;
import io.matriarch.state.NodeState;
import io.matriarch.state.Outcome;
import io.matriarch.state.Session;
import io.matriarch.value.Digest;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import java.util.List;
import java.util.function.Consumer;

/**
 * Feeds events to the machine and carries out what comes of them: the same class in production, in
 * the simulator and under the property tests. Not thread-safe: one thread calls {@link #accept}.
 *
 * <p>The order per event: fence actions; journal; durable facts; the other actions, each one's
 * permit checked once more against the clock just before it is handed over.
 */
public final class Driver {
    private final Ports ports;
    private final DecisionTable table;
    private final Consumer<Event> inbox;
    private NodeState state;
    private Moment wakeAt = Moment.ZERO;
    private boolean kept = true;

    /**
     * @param inbox takes events that the driver itself causes; they must come back through {@link
     *     #accept} later, never from inside this call
     */
    public Driver(Ports ports, NodeState initial, Consumer<Event> inbox) {
        this(ports, initial, inbox, DecisionTable.WHOLE);
    }

    /** The same, deciding by another table. */
    public Driver(Ports ports, NodeState initial, Consumer<Event> inbox, DecisionTable table) {
        this.table = table;
        this.ports = ports;
        this.inbox = inbox;
        this.state = initial;
        ports.journal().snapshot(initial);
    }

    /** Takes one event in and carries out what follows. */
    public Step accept(Event event) {
        Step step = Machine.step(table, state, event);
        for (Action action : step.actions()) {
            if (action instanceof FenceAction fence) {
                ports.fence().order(fence);
            }
        }
        if (ports.journal().wantsSnapshot()) {
            ports.journal().snapshot(state);
        }
        long digest = ports.journal().wantsDigests() ? Digest.of(step.next(), step.actions()) : 0;
        ports.journal().append(event, step.rules(), digest);
        if (!step.candidates().isEmpty()) {
            ports.journal().judged(step.candidates());
        }
        if (step.durable().isPresent() || !kept) {
            kept = ports.durable().keep(step.next().durable());
        }
        state = step.next();
        for (Action action : step.actions()) {
            carryOut(action);
        }
        wakeAt = step.wakeAt();
        return step;
    }

    public NodeState state() {
        return state;
    }

    /** When a {@code Tick} is due. */
    public Moment wakeAt() {
        return wakeAt;
    }

    private void carryOut(Action action) {
        switch (action) {
            case FenceAction _ -> {} // done before the journal
            case DcsAction request -> send(request);
            case PostgresAction.Begin begin -> begin(begin);
            case PostgresAction.SetSyncNames order -> reload(order, order.request());
            case PostgresAction.AdmitClients order -> reload(order, order.request());
            case PostgresAction.KeepSlots order -> keepSlots(order);
            case PostgresAction order -> ports.postgres().order(order);
            case WatchdogAction order -> watchdog(order);
            case PeerAction question -> ports.peers().ask(question);
            case AgentAction.RunCallback run -> ports.agent().order(run);
            case AgentAction.Answer answer -> ports.agent().order(answer);
            case AgentAction.EndAgent end -> {
                if (end.closeSession() && ports.postgres().isGone()) {
                    ports.dcs().closeSession();
                }
                ports.agent().order(end);
            }
        }
    }

    private void send(DcsAction request) {
        if (holds(request.permit())) {
            ports.dcs().send(request);
        } else {
            inbox.accept(
                    new DcsEvent.RequestUnsent(
                            ports.clock().now(), request.request(), "permit is over"));
        }
    }

    private void begin(PostgresAction.Begin begin) {
        boolean remembered = kept || !begin.operation().needsDurableFacts();
        String refusal = remembered ? "permit is over" : "durable facts not kept";
        if (remembered && holds(begin.permit())) {
            ports.postgres().order(begin);
        } else {
            inbox.accept(
                    new OperationEvent.OperationEnded(
                            ports.clock().now(), begin.id(), new Outcome.Refused(refusal)));
        }
    }

    private void reload(PostgresAction order, RequestId request) {
        if (holds(order.permit())) {
            ports.postgres().order(order);
        } else {
            inbox.accept(
                    new PostgresEvent.ReloadFailed(ports.clock().now(), request, "permit is over"));
        }
    }

    /** What is late is not fed: the reset would come after our right to write. */
    private void watchdog(WatchdogAction order) {
        if (order instanceof WatchdogAction.FeedWatchdog feed && !holds(feed.permit())) {
            inbox.accept(new WatchdogEvent.WatchdogUnfed(ports.clock().now(), feed.sequence()));
        } else {
            ports.watchdog().order(order);
        }
    }

    private void keepSlots(PostgresAction.KeepSlots order) {
        if (holds(order.permit())) {
            ports.postgres().order(order);
        } else {
            inbox.accept(
                    new PostgresEvent.SlotsKept(
                            ports.clock().now(), order.request(), List.of("permit is over")));
        }
    }

    private boolean holds(Permit permit) {
        return switch (permit) {
            case Permit.NoneNeeded _ -> true;
            case Permit.LeaseHeld _, Permit.FailsafeAccepted _, Permit.NotAfter _ ->
                    !permit.isOver(ports.clock().now());
            case Permit.BootstrapClaim claim ->
                    state.session() instanceof Session.Live live
                            && live.id().equals(claim.session());
            case Permit.PostgresGone _ -> ports.postgres().isGone();
            case Permit.StandbyCluster _ ->
                    ports.postgres().isGone() || StandbyClusters.isHarmless(state);
            case Permit.Maintenance _ -> state.settings().maintenance();
        };
    }
}
