package io.matriarch.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.contract.DcsHarness.Client;
import io.matriarch.event.DcsEvent;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.Offer;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a DCS promises of a lock that its holder offers to another member (lease rule L9). */
public abstract class HandoffContract {
    private static final MemberName N1 = new MemberName("n1");
    private static final MemberName N2 = new MemberName("n2");
    private static final Permit NO_PERMIT = new Permit.NoneNeeded();

    private DcsHarness world;
    private DcsCalls calls;
    private Client holder;
    private Client heir;
    private LockEpoch tenure;

    /** An empty DCS. */
    protected abstract DcsHarness open() throws Exception;

    @BeforeEach
    void oneOffersItsLock() throws Exception {
        world = open();
        calls = new DcsCalls(world);
        holder = world.open(N1);
        heir = world.open(N2);
        DcsAction take = new DcsAction.TakeLock(calls.next(), -1, NO_PERMIT);
        tenure = calls.ask(holder, take, DcsEvent.LockTaken.class).epoch();
        write(Optional.empty());
    }

    @AfterEach
    void closeTheWorld() {
        world.close();
    }

    @Test
    void anOfferedLockIsTakenOverAndTheOfferStaysWithItsOwner() {
        write(offer());
        LockEpoch next = calls.ask(heir, takeOver(seen()), DcsEvent.LockTaken.class).epoch();
        assertTrue(next.compareTo(tenure) > 0);
        assertEquals(new Lock.Held(N2, calls.connected(heir).session(), next), world.view().lock());
        assertEquals(offer(), world.view().members().get(N1).record().offer());
        calls.ask(heir, takeOver(seen()), DcsEvent.LockRefused.class);
    }

    @Test
    void anOfferThatWasTakenBackIsNotTakenOver() {
        write(offer());
        Member offering = seen();
        write(Optional.empty());
        calls.ask(heir, takeOver(offering), DcsEvent.LockRefused.class);
        assertEquals(
                new Lock.Held(N1, calls.connected(holder).session(), tenure), world.view().lock());
    }

    @Test
    void theHolderLearnsFromItsNextWriteWhoWasFirst() {
        write(offer());
        LockEpoch next = calls.ask(heir, takeOver(seen()), DcsEvent.LockTaken.class).epoch();
        assertEquals(
                new Lock.Held(N2, calls.connected(heir).session(), next), write(Optional.empty()));
    }

    @Test
    void aTakeOverThatWasJudgedOnAnOldSyncIsRefused() {
        write(offer());
        Member offering = seen();
        world.writeSync(N1, List.of(N2));
        calls.ask(heir, takeOver(offering), DcsEvent.LockRefused.class);
        int version = world.view().sync().version();
        DcsAction judged =
                new DcsAction.TakeOver(
                        calls.next(), N1, tenure, offering.version(), version, NO_PERMIT);
        calls.ask(heir, judged, DcsEvent.LockTaken.class);
    }

    @Test
    void whoReadTheClusterNoticesAnOffer() {
        calls.ask(heir, new DcsAction.ReadCluster(calls.next()), DcsEvent.ClusterRead.class);
        write(Optional.empty());
        int before = calls.count(heir, DcsEvent.DcsNoticed.class);
        write(offer());
        world.await("notice", () -> calls.count(heir, DcsEvent.DcsNoticed.class) > before);
    }

    private Optional<Offer> offer() {
        return Optional.of(new Offer(N2, new Lsn(0x5000), tenure));
    }

    private Member seen() {
        return world.view().members().get(N1);
    }

    private DcsAction takeOver(Member offering) {
        return new DcsAction.TakeOver(calls.next(), N1, tenure, offering.version(), -1, NO_PERMIT);
    }

    private Lock write(Optional<Offer> offer) {
        DcsAction write =
                new DcsAction.WriteMember(
                        calls.next(), DcsCalls.record(Optional.empty()).withOffer(true, offer));
        return calls.ask(holder, write, DcsEvent.MemberWritten.class).lock();
    }
}
