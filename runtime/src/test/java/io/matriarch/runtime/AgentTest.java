package io.matriarch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.AgentAction;
import io.matriarch.action.PostgresAction;
import io.matriarch.driver.DcsPort;
import io.matriarch.driver.Journal;
import io.matriarch.driver.Ports;
import io.matriarch.driver.PostgresPort;
import io.matriarch.event.Booted;
import io.matriarch.event.Event;
import io.matriarch.event.OperatorEvent;
import io.matriarch.event.PostgresEvent;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Scripts;
import io.matriarch.state.Tags;
import io.matriarch.value.Moment;
import io.matriarch.value.RuleId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AgentTest {
    private final AtomicReference<Moment> now = new AtomicReference<>(Moment.ofMillis(1_000));
    private final Inbox inbox =
            new Inbox(() -> {
                throw new AssertionError("the inbox is full");
            });
    private final Agent agent = new Agent(ports(), inbox, InstantSource.system(), (_, _, _) -> {});

    /** A world without DCS whose PostgreSQL has no data yet. */
    private Ports ports() {
        return new Ports(
                new NoDcs(),
                new NoData(),
                _ -> {},
                _ -> {},
                _ -> {},
                _ -> {},
                new NoJournal(),
                _ -> true,
                now::get);
    }

    private static final class NoDcs implements DcsPort {
        @Override
        public void send(io.matriarch.action.DcsAction request) {}

        @Override
        public void closeSession() {}
    }

    private final class NoData implements PostgresPort {
        @Override
        public void order(PostgresAction order) {
            if (order instanceof PostgresAction.Probe probe) {
                inbox.accept(
                        new PostgresEvent.PostgresProbed(
                                now.get(), probe.request(), new Postgres.NoData()));
            }
        }

        @Override
        public boolean isGone() {
            return true;
        }
    }

    private static final class NoJournal implements Journal {
        @Override
        public void snapshot(NodeState state) {}

        @Override
        public void append(Event event, List<RuleId> rules, long digest) {}
    }

    private Booted booted() {
        return new Booted(
                now.get(),
                InstantSource.system().instant(),
                new LocalSettings(
                        SampleCluster.N1,
                        "batman",
                        "postgres://127.0.0.1:5432/postgres",
                        "http://127.0.0.1:8008/patroni",
                        "4.1.4",
                        Tags.NONE,
                        Scripts.NONE,
                        true,
                        Duration.ofSeconds(2),
                        false),
                DynamicSettings.DEFAULTS,
                DurableFacts.NONE,
                1,
                Optional.empty());
    }

    @Test
    void runsUntilItIsAskedToStop() throws InterruptedException {
        inbox.accept(new OperatorEvent.StopRequested(now.get()));
        AgentAction.EndAgent end = agent.run(booted());
        assertEquals(0, end.exitCode());
        assertEquals(SampleCluster.N1, agent.progress().state().me());
    }

    @Test
    void isNotOverdueBeforeItsFirstStep() {
        now.set(Moment.ofMillis(900_000));
        assertEquals(Duration.ZERO, agent.overdue());
    }

    @Test
    void isOverdueFromTheMomentItShouldHaveStepped() throws InterruptedException {
        inbox.accept(new OperatorEvent.StopRequested(now.get()));
        agent.run(booted());
        Moment stepped = agent.progress().steppedAt();
        inbox.accept(new OperatorEvent.LookRequested(now.get()));
        now.set(stepped.plus(Duration.ofSeconds(29)));
        StallWatch watch = new StallWatch(agent, _ -> {});
        assertEquals(Duration.ofSeconds(29), agent.overdue());
        assertFalse(watch.isStalled());
        now.set(stepped.plus(Duration.ofSeconds(30)));
        assertTrue(watch.isStalled());
    }
}
