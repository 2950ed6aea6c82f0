package io.matriarch.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.contract.DcsHarness.Client;
import io.matriarch.event.DcsEvent;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lock;
import io.matriarch.state.Release;
import io.matriarch.state.SyncState;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Revision;
import io.matriarch.value.SystemId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code DcsPort} promises, whatever is behind it. */
public abstract class DcsContract {
    private static final MemberName N1 = new MemberName("n1");
    private static final MemberName N2 = new MemberName("n2");
    private static final SystemId SYSTEM = new SystemId("7123456789012345678");
    private static final Permit NO_PERMIT = new Permit.NoneNeeded();

    private DcsHarness world;
    private DcsCalls calls;

    /** An empty DCS. */
    protected abstract DcsHarness open() throws Exception;

    @BeforeEach
    void openTheWorld() throws Exception {
        world = open();
        calls = new DcsCalls(world);
    }

    @AfterEach
    void closeTheWorld() {
        world.close();
    }

    @Test
    void aFreshClientGetsANewSession() {
        DcsEvent.SessionConnected first = calls.connected(world.open(N1));
        assertTrue(first.isNew());
        assertNotEquals(first.session(), calls.connected(world.open(N2)).session());
    }

    @Test
    void aTouchIsAnsweredOnTheConnectionThatItWasSentOn() {
        Client one = world.open(N1);
        DcsEvent.SessionConnected session = calls.connected(one);
        DcsAction touch = new DcsAction.TouchSession(calls.next());
        DcsEvent.SessionTouched touched = calls.ask(one, touch, DcsEvent.SessionTouched.class);
        assertEquals(session.connection(), touched.connection());
        assertFalse(touched.at().isBefore(touched.sentAt()));
    }

    @Test
    void theLockIsMadeForOneSessionOnly() {
        Client one = world.open(N1);
        Client other = world.open(N2);
        DcsEvent.LockTaken taken = take(one);
        calls.ask(other, takeLock(-1), DcsEvent.LockRefused.class);
        assertEquals(
                new Lock.Held(N1, calls.connected(one).session(), taken.epoch()),
                world.view().lock());
    }

    @Test
    void aLockJudgedOnAnOldSyncIsRefused() {
        Client one = world.open(N1);
        world.writeSync(N1, List.of(N2));
        calls.ask(one, takeLock(-1), DcsEvent.LockRefused.class);
        world.writeSync(N1, List.of());
        calls.ask(one, takeLock(0), DcsEvent.LockRefused.class);
        assertEquals(new Lock.Free(), world.view().lock());
        int version = world.view().sync().version();
        calls.ask(one, takeLock(version), DcsEvent.LockTaken.class);
    }

    @Test
    void whatHasNoPermitAnyMoreWhenItWouldLeaveIsNotSent() {
        Client one = world.open(N1);
        Permit over = new Permit.NotAfter(calls.connected(one).at());
        calls.ask(
                one, new DcsAction.TakeLock(calls.next(), -1, over), DcsEvent.RequestUnsent.class);
        assertEquals(new Lock.Free(), world.view().lock());
    }

    @Test
    void onlyTheOwnTenureIsReleased() {
        Client one = world.open(N1);
        LockEpoch epoch = take(one).epoch();
        LockEpoch older = new LockEpoch(epoch.zxid() - 1);
        assertFalse(calls.answer(one, release(older)) instanceof DcsEvent.LockReleased);
        assertInstanceOf(Lock.Held.class, world.view().lock());
        calls.ask(one, release(epoch), DcsEvent.LockReleased.class);
        assertEquals(new Lock.Free(), world.view().lock());
        assertEquals(Optional.of(given(epoch)), world.view().members().get(N1).record().released());
    }

    @Test
    void aDeadClientsLockAndMemberGoWithItsSession() {
        Client one = world.open(N1);
        calls.ask(one, write(), DcsEvent.MemberWritten.class);
        take(one);
        one.die();
        assertInstanceOf(Lock.Held.class, world.view().lock());
        world.await("lock expires", () -> world.view().lock() instanceof Lock.Free);
        world.await("member expires", () -> world.view().members().isEmpty());
    }

    @Test
    void aClosedSessionIsOverAtOnce() {
        Client one = world.open(N1);
        Client other = world.open(N2);
        calls.ask(one, write(), DcsEvent.MemberWritten.class);
        one.port().closeSession();
        world.await("member gone", () -> world.view().members().isEmpty());
        calls.ask(other, new DcsAction.TouchSession(calls.next()), DcsEvent.SessionTouched.class);
    }

    @Test
    void aMemberIsWrittenUnderItsSessionAndTheLockReadAfterIt() {
        Client one = world.open(N1);
        Client other = world.open(N2);
        assertEquals(new Lock.Free(), calls.ask(one, write(), DcsEvent.MemberWritten.class).lock());
        LockEpoch epoch = take(other).epoch();
        Lock held = new Lock.Held(N2, calls.connected(other).session(), epoch);
        assertEquals(held, calls.ask(one, write(), DcsEvent.MemberWritten.class).lock());
        assertEquals(held, calls.ask(other, write(), DcsEvent.MemberWritten.class).lock());
        assertEquals(calls.connected(one).session(), world.view().members().get(N1).owner());
    }

    @Test
    void oneOfTwoClaimsWins() {
        Client one = world.open(N1);
        Client other = world.open(N2);
        calls.ask(
                one, new DcsAction.ClaimInitialize(calls.next()), DcsEvent.InitializeClaimed.class);
        calls.ask(other, new DcsAction.ClaimInitialize(calls.next()), DcsEvent.WriteRefused.class);
        assertInstanceOf(Initialize.Claimed.class, world.view().initialize());
    }

    @Test
    void aClusterIsAnnouncedOnAnUnchangedClaimOnly() {
        Client one = world.open(N1);
        Revision old = claim(one);
        calls.ask(one, new DcsAction.DropClaim(calls.next(), old), DcsEvent.Written.class);
        Revision claim = claim(one);
        calls.ask(one, announce(old), DcsEvent.WriteRefused.class);
        calls.ask(one, new DcsAction.DropClaim(calls.next(), old), DcsEvent.WriteRefused.class);
        calls.ask(one, announce(claim), DcsEvent.Written.class);
        ClusterView view =
                calls.ask(one, new DcsAction.ReadCluster(calls.next()), DcsEvent.ClusterRead.class)
                        .view();
        assertEquals(new Initialize.Made(SYSTEM), view.initialize());
        assertInstanceOf(Config.Present.class, view.config());
    }

    @Test
    void aRequestIsClearedOnlyAsItWasRead() {
        Client one = world.open(N1);
        world.requestFailover(Optional.of(N1), Optional.empty());
        Revision first = asked().revision();
        world.requestFailover(Optional.of(N1), Optional.of(N2));
        Revision second = asked().revision();
        calls.ask(one, clear(first), DcsEvent.WriteRefused.class);
        assertEquals(Optional.of(N2), asked().candidate());
        calls.ask(one, clear(second), DcsEvent.Written.class);
        assertEquals(new FailoverRequest.None(), world.view().failover());
    }

    @Test
    void requestsOnACutConnectionComeBackAndTheSessionGoesOn() {
        Client one = world.open(N1);
        calls.connected(one);
        one.cut();
        DcsEvent.Answer lost = calls.answer(one, write());
        assertTrue(
                lost instanceof DcsEvent.RequestFailed || lost instanceof DcsEvent.RequestUnsent,
                lost::toString);
        calls.await(one, DcsEvent.SessionSuspended.class, 1);
        assertInstanceOf(DcsEvent.RequestUnsent.class, calls.answer(one, write()));
        one.heal();
        DcsEvent.SessionConnected again = calls.await(one, DcsEvent.SessionConnected.class, 2);
        assertFalse(again.isNew());
        assertEquals(calls.connected(one).session(), again.session());
        assertNotEquals(calls.connected(one).connection(), again.connection());
    }

    @Test
    void aSessionThatExpiredMeanwhileIsLostAndReplaced() {
        Client one = world.open(N1);
        take(one);
        one.cut();
        world.await("lock expires", () -> world.view().lock() instanceof Lock.Free);
        one.heal();
        calls.await(one, DcsEvent.SessionLost.class, 1);
        DcsEvent.SessionConnected again = calls.await(one, DcsEvent.SessionConnected.class, 2);
        assertTrue(again.isNew());
        assertNotEquals(calls.connected(one).session(), again.session());
    }

    @Test
    void whoReadTheClusterNoticesThatTheLockGoes() {
        Client one = world.open(N1);
        Client other = world.open(N2);
        take(one);
        calls.ask(other, new DcsAction.ReadCluster(calls.next()), DcsEvent.ClusterRead.class);
        int before = calls.count(other, DcsEvent.DcsNoticed.class);
        world.deleteLock();
        world.await("notice", () -> calls.count(other, DcsEvent.DcsNoticed.class) > before);
    }

    @Test
    void aRestartedClientTakesItsSessionOver() {
        Client one = world.open(N1);
        LockEpoch epoch = take(one).epoch();
        one.die();
        DcsEvent.SessionConnected again = calls.connected(world.open(N1));
        assertFalse(again.isNew());
        assertEquals(calls.connected(one).session(), again.session());
        assertEquals(new Lock.Held(N1, again.session(), epoch), world.view().lock());
    }

    @Test
    void syncIsWrittenOnlyAsItWasJudged() {
        Client one = world.open(N1);
        calls.ask(one, sync(0, List.of()), DcsEvent.WriteRefused.class);
        calls.ask(one, sync(-1, List.of(N2)), DcsEvent.Written.class);
        calls.ask(one, sync(-1, List.of()), DcsEvent.WriteRefused.class);
        calls.ask(one, sync(1, List.of()), DcsEvent.WriteRefused.class);
        calls.ask(one, sync(0, List.of()), DcsEvent.Written.class);
        calls.ask(one, sync(0, List.of(N2)), DcsEvent.WriteRefused.class);
        assertEquals(new SyncState(Optional.of(N1), List.of(), 0, 1), world.view().sync());
    }

    private DcsAction sync(int version, List<MemberName> standbys) {
        SyncState content = new SyncState(Optional.of(N1), standbys, 0, version);
        return new DcsAction.WriteSync(calls.next(), content, NO_PERMIT);
    }

    private DcsEvent.LockTaken take(Client client) {
        return calls.ask(client, takeLock(-1), DcsEvent.LockTaken.class);
    }

    private DcsAction takeLock(int syncVersion) {
        return new DcsAction.TakeLock(calls.next(), syncVersion, NO_PERMIT);
    }

    private Revision claim(Client client) {
        return calls.ask(
                        client,
                        new DcsAction.ClaimInitialize(calls.next()),
                        DcsEvent.InitializeClaimed.class)
                .revision();
    }

    private DcsAction announce(Revision claim) {
        return new DcsAction.AnnounceCluster(calls.next(), SYSTEM, claim, NO_PERMIT);
    }

    private DcsAction clear(Revision revision) {
        return new DcsAction.ClearFailover(calls.next(), revision, "contract", NO_PERMIT);
    }

    private DcsAction write() {
        return new DcsAction.WriteMember(calls.next(), DcsCalls.record(Optional.empty()));
    }

    private DcsAction release(LockEpoch epoch) {
        return new DcsAction.ReleaseLock(
                calls.next(), epoch, DcsCalls.record(Optional.of(given(epoch))));
    }

    private static Release given(LockEpoch epoch) {
        return new Release(epoch, Optional.of(new Lsn(0x5000)));
    }

    private FailoverRequest.Asked asked() {
        return assertInstanceOf(FailoverRequest.Asked.class, world.view().failover());
    }
}
