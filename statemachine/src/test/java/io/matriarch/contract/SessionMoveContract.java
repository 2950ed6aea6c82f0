package io.matriarch.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.contract.DcsHarness.Client;
import io.matriarch.event.DcsEvent;
import io.matriarch.state.Lock;
import io.matriarch.state.MemberRecord;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a DCS promises of a move from one session to another (lease rule L10). */
public abstract class SessionMoveContract {
    private static final MemberName N1 = new MemberName("n1");
    private static final MemberName N2 = new MemberName("n2");
    private static final Permit NO_PERMIT = new Permit.NoneNeeded();
    private static final Duration OTHER = Duration.ofSeconds(3);

    private DcsHarness world;
    private DcsCalls calls;
    private Client holder;
    private LockEpoch tenure;

    /** An empty DCS. */
    protected abstract DcsHarness open() throws Exception;

    @BeforeEach
    void oneHoldsTheLock() throws Exception {
        world = open();
        calls = new DcsCalls(world);
        holder = world.open(N1);
        DcsAction take = new DcsAction.TakeLock(calls.next(), -1, NO_PERMIT);
        tenure = calls.ask(holder, take, DcsEvent.LockTaken.class).epoch();
        write(holder);
    }

    @AfterEach
    void closeTheWorld() {
        world.close();
    }

    @Test
    void lockAndMemberAreTheNewSessionsAfterwards() {
        DcsEvent.SessionMoved moved = move(Optional.of(tenure));
        assertNotEquals(calls.connected(holder).session(), moved.session());
        assertNotEquals(calls.connected(holder).timeout(), moved.timeout());
        LockEpoch next = moved.tenure().orElseThrow();
        assertTrue(next.compareTo(tenure) > 0);
        assertEquals(new Lock.Held(N1, moved.session(), next), world.view().lock());
        assertEquals(moved.session(), world.view().members().get(N1).owner());
    }

    @Test
    void whatIsWrittenAfterwardsIsWrittenOnTheNewSession() {
        DcsEvent.SessionMoved moved = move(Optional.of(tenure));
        DcsEvent.MemberWritten written = write(holder);
        assertEquals(moved.connection(), written.connection());
        assertEquals(
                new Lock.Held(N1, moved.session(), moved.tenure().orElseThrow()), written.lock());
        assertEquals(moved.session(), world.view().members().get(N1).owner());
        assertEquals(0, calls.count(holder, DcsEvent.SessionLost.class));
    }

    @Test
    void aMemberWithoutTheLockMovesItsRecord() {
        Client other = world.open(N2);
        write(other);
        DcsEvent.SessionMoved moved =
                calls.ask(other, order(Optional.empty()), DcsEvent.SessionMoved.class);
        assertEquals(Optional.empty(), moved.tenure());
        assertEquals(moved.session(), world.view().members().get(N2).owner());
        assertEquals(
                new Lock.Held(N1, calls.connected(holder).session(), tenure), world.view().lock());
    }

    @Test
    void aTenureThatIsOverIsNotMovedAndTheSessionStays() {
        LockEpoch older = new LockEpoch(tenure.zxid() - 1);
        calls.ask(holder, order(Optional.of(older)), DcsEvent.WriteRefused.class);
        assertEquals(
                new Lock.Held(N1, calls.connected(holder).session(), tenure), write(holder).lock());
    }

    @Test
    void nothingIsMovedOnceThePermitIsOver() {
        Permit over = new Permit.NotAfter(calls.connected(holder).at());
        calls.ask(holder, order(Optional.of(tenure), over), DcsEvent.RequestUnsent.class);
        assertEquals(
                new Lock.Held(N1, calls.connected(holder).session(), tenure), write(holder).lock());
    }

    @Test
    void aMoveCanFollowAMove() {
        LockEpoch next = move(Optional.of(tenure)).tenure().orElseThrow();
        DcsEvent.SessionMoved again = move(Optional.of(next));
        assertEquals(
                new Lock.Held(N1, again.session(), again.tenure().orElseThrow()),
                world.view().lock());
    }

    private DcsEvent.SessionMoved move(Optional<LockEpoch> ours) {
        return calls.ask(holder, order(ours), DcsEvent.SessionMoved.class);
    }

    private DcsAction order(Optional<LockEpoch> ours) {
        return order(ours, NO_PERMIT);
    }

    private DcsAction order(Optional<LockEpoch> ours, Permit permit) {
        MemberRecord record = DcsCalls.record(Optional.empty());
        return new DcsAction.MoveSession(calls.next(), OTHER, record, ours, permit);
    }

    private DcsEvent.MemberWritten write(Client client) {
        MemberRecord record = DcsCalls.record(Optional.empty());
        DcsAction order = new DcsAction.WriteMember(calls.next(), record);
        return calls.ask(client, order, DcsEvent.MemberWritten.class);
    }
}
