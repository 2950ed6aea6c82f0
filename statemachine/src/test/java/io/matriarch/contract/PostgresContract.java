package io.matriarch.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.contract.PostgresHarness.Server;
import io.matriarch.state.ControlData;
import io.matriarch.state.ControlData.Phase;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.state.Replication;
import io.matriarch.state.SyncNames;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code PostgresPort} promises, whatever is behind it. */
public abstract class PostgresContract {
    private static final LockEpoch EPOCH = new LockEpoch(1);
    private static final Timeline SECOND = new Timeline(2);

    private PostgresHarness world;
    private Server first;
    private Server second;
    private Server third;
    private PostgresCalls calls;

    /** Servers without data. */
    protected abstract PostgresHarness open() throws Exception;

    @BeforeEach
    void openTheWorld() throws Exception {
        world = open();
        calls = new PostgresCalls(world);
        first = world.server(new MemberName("n1"));
        second = world.server(new MemberName("n2"));
        third = world.server(new MemberName("n3"));
    }

    @AfterEach
    void closeTheWorld() {
        world.close();
    }

    @Test
    void anEmptyDirectoryIsNoData() {
        assertEquals(new Postgres.NoData(), calls.probe(first));
        assertTrue(first.port().isGone());
    }

    @Test
    void initdbLeavesAStoppedPrimary() {
        calls.succeed(first, new Operation.Initdb());
        ControlData control = stopped(first, Phase.PRIMARY_STOPPED);
        assertEquals(Timeline.FIRST, control.timeline());
        assertTrue(control.end().isPresent());
        assertTrue(first.port().isGone());
    }

    @Test
    void aStartedPrimaryAcceptsWritesOnItsTimeline() {
        primary();
        Lsn before = running(first).written();
        first.write();
        Postgres.Primary found = running(first);
        assertEquals(Timeline.FIRST, found.timeline());
        assertEquals(0, found.forks().size());
        assertTrue(found.written().compareTo(before) > 0);
        assertFalse(first.port().isGone());
    }

    @Test
    void whatRunsIsNotStartedTwice() {
        primary();
        assertInstanceOf(Outcome.Failed.class, calls.run(first, new Operation.StartPrimary(EPOCH)));
        assertInstanceOf(Outcome.Failed.class, calls.run(first, new Operation.Promote(EPOCH)));
        running(first);
    }

    @Test
    void aCopyIsAStandbysDataAndStreamsOnceStarted() {
        primary();
        calls.succeed(second, new Operation.Basebackup(first.upstream()));
        assertFalse(
                assertInstanceOf(Postgres.Stopped.class, calls.probe(second))
                        .control()
                        .phase()
                        .wasPrimary());
        start(second, first);
        first.write();
        Postgres.Standby standby = awaitStreaming(second, first);
        assertEquals(Optional.of(Timeline.FIRST), standby.timeline());
        assertEquals(Optional.of(first.upstream().connUrl()), standby.upstream());
        assertEquals(running(first).systemId(), standby.systemId());
    }

    @Test
    void aPromotionBeginsTheNextTimeline() {
        primaryWithStandby();
        first.write();
        Lsn received = awaitStreaming(second, first).position();
        calls.succeed(second, new Operation.Promote(EPOCH));
        second.write();
        Postgres.Primary promoted = running(second);
        assertEquals(SECOND, promoted.timeline());
        assertEquals(1, promoted.forks().size());
        assertEquals(Timeline.FIRST, promoted.forks().getFirst().timeline());
        assertTrue(promoted.forks().getFirst().end().compareTo(received) >= 0);
    }

    @Test
    void aProperStopLeavesEverythingToTheStandbys() {
        primaryWithStandby();
        first.write();
        calls.succeed(first, new Operation.Stop(true));
        assertTrue(first.port().isGone());
        Lsn end = stopped(first, Phase.PRIMARY_STOPPED).end().orElseThrow();
        Postgres.Standby left =
                assertInstanceOf(
                        Postgres.Standby.class,
                        calls.await(
                                second,
                                found ->
                                        found instanceof Postgres.Standby one
                                                && one.replayed().compareTo(end) >= 0));
        assertEquals(end, left.position());
        calls.succeed(second, new Operation.Stop(false));
        assertEquals(Optional.of(end), stopped(second, Phase.STANDBY_STOPPED).end());
    }

    @Test
    void aCrashIsNoticedAndShowsInTheControlFile() {
        primaryWithStandby();
        first.crash();
        calls.awaitNotice(first);
        assertTrue(first.port().isGone());
        stopped(first, Phase.PRIMARY_CRASHED);
        second.crash();
        calls.awaitNotice(second);
        stopped(second, Phase.STANDBY_CRASHED);
        calls.succeed(first, new Operation.StartPrimary(EPOCH));
        assertEquals(Timeline.FIRST, running(first).timeline());
        first.write();
        start(second, first);
        awaitStreaming(second, first);
    }

    @Test
    void aDivergedPrimaryStreamsAfterARewind() {
        primaryWithStandby();
        calls.succeed(second, new Operation.Promote(EPOCH));
        first.write();
        second.write();
        first.crash();
        calls.awaitNotice(first);
        calls.succeed(first, new Operation.RecoverAlone());
        stopped(first, Phase.PRIMARY_STOPPED);
        calls.checkpoint(second);
        calls.await(second, found -> found instanceof Postgres.Primary one && one.checkpointed());
        calls.succeed(first, new Operation.Rewind(second.upstream()));
        assertFalse(
                assertInstanceOf(Postgres.Stopped.class, calls.probe(first))
                        .control()
                        .phase()
                        .wasPrimary());
        start(first, second);
        assertEquals(Optional.of(SECOND), awaitStreaming(first, second).timeline());
    }

    @Test
    void aDivergedStandbyDoesNotStream() {
        primaryWithStandby();
        calls.succeed(second, new Operation.Promote(EPOCH));
        first.write();
        second.write();
        calls.succeed(first, new Operation.Stop(false));
        start(first, second);
        second.write();
        // Its receiver streams for a moment: up to where the other left their timeline.
        calls.await(first, one -> one instanceof Postgres.Standby found && !found.streaming());
    }

    @Test
    void aStandbyFollowsAnotherUpstreamOntoItsTimeline() {
        primaryWithStandby();
        calls.succeed(third, new Operation.Basebackup(first.upstream()));
        start(third, first);
        awaitStreaming(third, first);
        calls.succeed(first, new Operation.Stop(true));
        calls.succeed(second, new Operation.Promote(EPOCH));
        calls.succeed(third, new Operation.Follow(second.upstream()));
        second.write();
        Postgres.Standby follower = awaitStreaming(third, second);
        assertEquals(Optional.of(SECOND), follower.timeline());
        assertEquals(Optional.of(second.upstream().connUrl()), follower.upstream());
    }

    @Test
    void aCopyFromAServerThatIsGoneFails() {
        primary();
        calls.succeed(first, new Operation.Stop(false));
        assertInstanceOf(
                Outcome.SourceGone.class,
                calls.run(second, new Operation.Basebackup(first.upstream())));
    }

    @Test
    void commitsWaitForTheNamedStandbysUntilOthersAreNamed() {
        primaryWithStandby();
        SyncNames names = SyncNames.all(List.of(new MemberName("n2")));
        assertTrue(calls.setNames(first, Optional.of(names)));
        Replication seen = calls.counting(first);
        assertEquals(names, seen.names());
        assertTrue(seen.ours());
        first.write();
        second.crash();
        calls.awaitStandbys(first, one -> one.senders().isEmpty());
        BooleanSupplier write = first.beginWrite();
        calls.probe(first);
        assertFalse(write.getAsBoolean());
        assertTrue(calls.setNames(first, Optional.of(SyncNames.NONE)));
        world.await("the write is acknowledged", write);
    }

    @Test
    void aStartAsPrimarySetsWhomCommitsWaitFor() {
        primary();
        SyncNames names = SyncNames.any(1, List.of(new MemberName("n-2"), new MemberName("n3")));
        calls.succeed(first, new Operation.Stop(false));
        assertFalse(calls.setNames(first, Optional.of(names)));
        calls.succeed(first, new Operation.StartPrimary(EPOCH, Optional.of(names), false));
        assertEquals(names, calls.awaitStandbys(first, Replication::ours).names());
        assertTrue(calls.setNames(first, Optional.empty()));
        assertEquals(SyncNames.NONE, calls.awaitStandbys(first, one -> !one.ours()).names());
    }

    @Test
    void aPromotionSetsWhomCommitsWaitForBeforeTheFirst() {
        primaryWithStandby();
        SyncNames names = SyncNames.all(List.of(new MemberName("n3")));
        calls.succeed(second, new Operation.Promote(EPOCH, Optional.empty(), Optional.of(names)));
        BooleanSupplier write = second.beginWrite();
        assertEquals(names, calls.awaitStandbys(second, Replication::ours).names());
        assertFalse(write.getAsBoolean());
    }

    private void primary() {
        calls.succeed(first, new Operation.Initdb());
        calls.succeed(first, new Operation.StartPrimary(EPOCH));
    }

    private void primaryWithStandby() {
        primary();
        calls.succeed(second, new Operation.Basebackup(first.upstream()));
        start(second, first);
        awaitStreaming(second, first);
    }

    private void start(Server server, Server upstream) {
        calls.succeed(server, new Operation.StartStandby(Optional.of(upstream.upstream())));
    }

    private Postgres.Primary running(Server server) {
        return assertInstanceOf(Postgres.Primary.class, calls.probe(server));
    }

    private ControlData stopped(Server server, Phase phase) {
        ControlData control =
                assertInstanceOf(Postgres.Stopped.class, calls.probe(server)).control();
        assertEquals(phase, control.phase());
        return control;
    }

    /** Until the standby streams and has replayed what the primary has written by now. */
    private Postgres.Standby awaitStreaming(Server standby, Server primary) {
        Lsn written = running(primary).written();
        return assertInstanceOf(
                Postgres.Standby.class,
                calls.await(
                        standby,
                        found ->
                                found instanceof Postgres.Standby one
                                        && one.streaming()
                                        && one.replayed().compareTo(written) >= 0));
    }
}
