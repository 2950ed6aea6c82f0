package io.matriarch.runtime;

import io.matriarch.action.AgentAction;
import io.matriarch.driver.AgentPort;
import io.matriarch.driver.Driver;
import io.matriarch.driver.Ports;
import io.matriarch.event.Booted;
import io.matriarch.event.Event;
import io.matriarch.event.Tick;
import io.matriarch.machine.Genesis;
import io.matriarch.machine.Step;
import io.matriarch.state.NodeState;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The loop: one thread that takes one event after the other and sleeps in between. */
public final class Agent {
    /** Keeps a rule that asks for the past from turning the loop into a spin. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    /** The longest wait; a suspended machine wakes timers late, so none is trusted for longer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Ports ports;
    private final Inbox inbox;
    private final InstantSource wall;
    private final StepWatcher watcher;
    private final End end;
    private volatile Progress progress = new Progress(Genesis.state(), Moment.NEVER, Moment.NEVER);

    /** Is told of each step, on the agent's thread. */
    public interface StepWatcher {
        void stepped(NodeState before, Event event, Step step);
    }

    /**
     * How far the loop is; read by other threads.
     *
     * @param state after the newest step
     * @param steppedAt when that was; never before the first
     * @param wakeAt when the next is due unless an event comes before
     */
    public record Progress(NodeState state, Moment steppedAt, Moment wakeAt) {}

    /**
     * @param ports the world; its agent port gets what concerns operators and scripts, not the
     *     agent's own end
     * @param inbox where the adapters of that world put their events
     */
    public Agent(Ports ports, Inbox inbox, InstantSource wall, StepWatcher watcher) {
        this.end = new End(ports.agent());
        this.ports =
                new Ports(
                        ports.dcs(),
                        ports.postgres(),
                        ports.peers(),
                        ports.fence(),
                        ports.watchdog(),
                        end,
                        ports.journal(),
                        ports.durable(),
                        ports.clock());
        this.inbox = inbox;
        this.wall = wall;
        this.watcher = watcher;
    }

    public Progress progress() {
        return progress;
    }

    /**
     * Runs until the machine orders the end.
     *
     * @return that order
     */
    public AgentAction.EndAgent run(Booted booted) throws InterruptedException {
        Driver driver = new Driver(ports, Genesis.state(), inbox);
        step(driver, booted);
        while (end.order.isEmpty()) {
            Optional<Event> event = inbox.next(untilWake(driver.wakeAt()));
            step(driver, event.orElseGet(() -> new Tick(ports.clock().now(), wall.instant())));
        }
        return end.order.get();
    }

    private void step(Driver driver, Event event) {
        NodeState before = driver.state();
        Step step = driver.accept(event);
        progress = new Progress(step.next(), ports.clock().now(), driver.wakeAt());
        watcher.stepped(before, event, step);
    }

    private Duration untilWake(Moment wakeAt) {
        if (wakeAt.equals(Moment.NEVER)) {
            return LONGEST_WAIT;
        }
        Duration wait = wakeAt.since(ports.clock().now());
        if (wait.compareTo(SHORTEST_WAIT) < 0) {
            return SHORTEST_WAIT;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** How long a step is overdue: zero while the loop sleeps or works as it should. */
    public Duration overdue() {
        Progress now = progress;
        if (now.steppedAt().equals(Moment.NEVER)) {
            return Duration.ZERO;
        }
        Moment due = inbox.isEmpty() ? now.wakeAt().later(now.steppedAt()) : now.steppedAt();
        if (due.equals(Moment.NEVER)) {
            return Duration.ZERO;
        }
        Duration late = ports.clock().now().since(due);
        return late.isNegative() ? Duration.ZERO : late;
    }

    private static final class End implements AgentPort {
        private final AgentPort others;
        private Optional<AgentAction.EndAgent> order = Optional.empty();

        End(AgentPort others) {
            this.others = others;
        }

        @Override
        public void order(AgentAction action) {
            switch (action) {
                case AgentAction.EndAgent ended -> order = Optional.of(ended);
                case AgentAction.RunCallback run -> others.order(run);
                case AgentAction.Answer answer -> others.order(answer);
            }
        }
    }
}
