package io.matriarch.driver;

import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WALL;
import static io.matriarch.testing.Facts.at;
import static io.matriarch.testing.Facts.epoch;
import static io.matriarch.testing.Facts.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.DcsAction;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.event.FenceEvent;
import io.matriarch.event.OperatorEvent;
import io.matriarch.event.PeerEvent;
import io.matriarch.event.PostgresEvent;
import io.matriarch.event.Tick;
import io.matriarch.machine.Step;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.Fence;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.Requests.Kind;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import io.matriarch.value.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order of what the driver does, and what it checks at the last moment. */
class DriverTest {
    private RecordingPorts world;

    @BeforeEach
    void newWorld() {
        world = new RecordingPorts();
    }

    @Test
    void aRunBeginsWithASnapshot() {
        driver(States.steadyPrimary());

        assertEquals(List.of("snapshot at 100.100"), world.told);
    }

    @Test
    void theFenceComesBeforeTheJournalAndTheDurableFactsBeforeTheActions() {
        NodeState stopping = States.busy(States.steadyPrimary(), new Operation.Stop(false));
        Driver driver = driver(stopping);
        world.told.clear();

        driver.accept(new Tick(at(125), WALL));

        assertEquals(
                List.of("FenceNow", "journal F10-lease-over", "keep NOTHING", "Cancel"),
                world.told.subList(0, 4));
    }

    @Test
    void aWantedSnapshotComesBeforeTheEntryAndShowsTheStateBeforeIt() {
        Driver driver = driver(States.steadyPrimary());
        world.wantsSnapshot = true;

        driver.accept(new Tick(at(101), WALL));

        assertEquals(
                List.of("snapshot at 100.100", "snapshot at 100.100", "journal P10-steady-primary"),
                world.told.subList(0, 3));
    }

    @Test
    void aPromotionWhoseLeaseHoldsIsHandedOver() {
        world.now = at(124.999);
        driver(readyToPromote()).accept(echo());

        assertTrue(world.told.contains("Begin"), world.told.toString());
        assertEquals(List.of(), world.inbox);
    }

    @Test
    void aPromotionOfAnAgentThatFrozeIsRefusedAtTheLastMoment() {
        world.now = at(125);
        Driver driver = driver(readyToPromote());

        driver.accept(echo());

        assertFalse(world.told.contains("Begin"), world.told.toString());
        assertEquals(
                "OperationEnded[at=125.000, operation=8," + " outcome=Refused[why=permit is over]]",
                world.inbox.getFirst().toString());
    }

    @Test
    void aRefusedPromotionIsNotTakenForOneThatRan() {
        world.now = at(125);
        Driver driver = driver(readyToPromote());
        driver.accept(echo());

        driver.accept(world.inbox.getFirst());

        assertTrue(driver.state().isIdle());
        assertTrue(world.told.contains("FenceNow"), "who wakes late fences first");
    }

    @Test
    void aWriteOfALeaderWhoseLeaseIsOverIsNotSent() {
        world.now = at(125);
        Driver driver = driver(moved());

        Step step = driver.accept(new Tick(at(110.2), WALL));

        assertTrue(
                step.actions().stream().anyMatch(one -> one instanceof DcsAction.WriteStatus),
                step.actions().toString());
        assertFalse(world.told.contains("WriteStatus"), world.told.toString());
        assertTrue(
                world.inbox.getFirst() instanceof DcsEvent.RequestUnsent unsent
                        && unsent.why().equals("permit is over"),
                world.inbox.toString());
    }

    @Test
    void aLockIsNotTakenOnAJudgementThatIsOld() {
        Story asking = freed();
        Driver driver = driver(asking.state());
        world.now = at(110);

        driver.accept(answers(asking));

        assertFalse(world.told.contains("TakeLock"), world.told.toString());
        assertEquals("permit is over", ((DcsEvent.RequestUnsent) world.inbox.getFirst()).why());
    }

    @Test
    void theLockIsNotGivenBackWhilePostgresMayWrite() {
        world.gone = false;
        Driver driver = driver(leaving());

        driver.accept(stopped(driver.state()));

        assertFalse(world.told.contains("ReleaseLock"), world.told.toString());
        driver.accept(world.inbox.getLast());
        assertTrue(driver.state().lease() instanceof Lease.Held, "the lock stays ours");
        assertTrue(driver.state().postgres() instanceof Postgres.Unknown, "and we look again");
    }

    @Test
    void theLockIsGivenBackWhenPostgresIsGone() {
        Driver driver = driver(leaving());

        driver.accept(stopped(driver.state()));

        assertTrue(world.told.contains("ReleaseLock"), world.told.toString());
    }

    @Test
    void anOperationIsRefusedWhileItsDurableFactsCannotBeKept() {
        Story empty = Story.from(States.emptyNewcomer());
        Driver driver = driver(empty.state());
        world.keeps = false;

        driver.accept(reading(empty, Views.ledByN2()));

        assertTrue(world.told.contains("cannot keep COPY"), world.told.toString());
        assertFalse(world.told.contains("Begin"), world.told.toString());
        assertTrue(
                world.inbox.getFirst().toString().contains("Refused[why=durable facts not kept]"),
                world.inbox.toString());
    }

    @Test
    void aStopNeedsNoDurableFacts() {
        NodeState forgetful = States.steadyPrimary().with(DurableFacts.NONE);
        NodeState looking = forgetful.with(forgetful.requests().with(Kind.PROBE, forgetful.now()));
        Driver driver = driver(looking);
        world.keeps = false;
        driver.accept(
                new PostgresEvent.PostgresProbed(
                        at(102),
                        looking.requests().pending().get(Kind.PROBE).id(),
                        looking.postgres()));

        driver.accept(new OperatorEvent.StopRequested(at(102)));

        assertTrue(world.told.contains("Begin"), world.told.toString());
        assertEquals(List.of(), world.inbox);
    }

    @Test
    void durableFactsThatCouldNotBeKeptAreKeptWithTheNextStep() {
        Story empty = Story.from(States.emptyNewcomer());
        Driver driver = driver(empty.state());
        world.keeps = false;
        driver.accept(reading(empty, Views.ledByN2()));

        world.keeps = true;
        driver.accept(new Tick(at(100.01), WALL));

        assertEquals("keep COPY", world.told.getLast());
    }

    @Test
    void theSessionOfAnAgentThatEndsIsClosedOnlyWhenPostgresIsGone() {
        NodeState down = States.steadyStandby().with(Facts.stoppedStandby());
        Event stop = new OperatorEvent.StopRequested(at(101));
        driver(down).accept(stop);
        assertTrue(world.told.indexOf("close session") < world.told.indexOf("EndAgent"));
        assertTrue(world.told.contains("close session"), world.told.toString());

        newWorld();
        world.gone = false;
        driver(down).accept(stop);
        assertFalse(world.told.contains("close session"), world.told.toString());
        assertTrue(world.told.contains("EndAgent"), world.told.toString());
    }

    @Test
    void aClaimCountsOnlyOnTheSessionThatMadeIt() {
        Story story = Story.from(States.claimed(States.emptyNewcomer(), 70));
        Driver driver = driver(story.state());

        Views claimed = Views.free().with(new Initialize.Claimed(new Revision(0, 70)));
        driver.accept(reading(story, claimed.without(Facts.N1, N2, N3)));

        assertTrue(world.told.contains("Begin"), world.told.toString());
    }

    private Driver driver(NodeState state) {
        return new Driver(world.ports(), state, world.inbox::add);
    }

    private static Story freed() {
        return States.standbyStory().sees(Views.free().without(N2)).sees(Views.free().without(N2));
    }

    private static Event answers(Story asking) {
        Peers.Asked asked = (Peers.Asked) asking.state().peers();
        return new PeerEvent.PeersAnswered(
                asking.now(), asked.round(), new TreeMap<>(Map.of(N3, told(1, Facts.WRITTEN))));
    }

    /** The lock is ours, the keys were read, only the guard has not echoed yet. */
    private static NodeState readyToPromote() {
        Lock.Held ours = new Lock.Held(Facts.N1, Facts.sessionOf(Facts.N1), epoch(200));
        return Story.from(States.standbyOfFreeLock())
                .tick()
                .told(N2, told(1, Facts.WRITTEN), N3, told(1, Facts.WRITTEN))
                .lockTaken(epoch(200))
                .at(100.1)
                .tick()
                .read(Views.free().lockedBy(Optional.of(ours)))
                .state();
    }

    private static Event echo() {
        Fence.Arming arming = (Fence.Arming) readyToPromote().fence();
        return new FenceEvent.FenceArmed(at(100.2), arming.sequence(), arming.until());
    }

    /** A leader whose log has moved since it published its position. */
    private static NodeState moved() {
        return States.steadyPrimary().with(Facts.primary(1, Facts.WRITTEN + 1));
    }

    /** A leader that was asked to stop and has ordered its PostgreSQL to. */
    private static NodeState leaving() {
        Story story = States.primaryStory().at(101);
        return story.then(new OperatorEvent.StopRequested(story.now()))
                .ended(new Outcome.Succeeded())
                .state();
    }

    private static Event stopped(NodeState state) {
        return new PostgresEvent.PostgresProbed(
                at(102), state.requests().pending().get(Kind.PROBE).id(), Facts.stoppedPrimary());
    }

    private static Event reading(Story story, Views view) {
        return new DcsEvent.ClusterRead(
                story.now(), story.pending(Kind.READ).id(), story.now(), 1, view.made());
    }
}
