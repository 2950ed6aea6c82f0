package io.matriarch.machine;

import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.crashedPrimary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.PostgresAction;
import io.matriarch.event.PeerEvent;
import io.matriarch.state.NodeState;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.state.Replication;
import io.matriarch.state.ServerFacts;
import io.matriarch.state.SyncNames;
import io.matriarch.state.SyncPolicy;
import io.matriarch.state.WalSender;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A primary that crashes while it leads by the others' promise, in synchronous mode. */
class FailsafeStartTest {
    private static final Lsn THERE = new Lsn(WRITTEN);
    private static final Lsn BEHIND = new Lsn(WRITTEN - 1);

    private static Postgres primary(boolean closed, Lsn standby, MemberName... names) {
        WalSender sender = new WalSender("n2", true, WalSender.Standing.SYNC, standby);
        Replication replication =
                new Replication(SyncNames.all(List.of(names)), true, closed, List.of(sender));
        return new Postgres.Primary(
                Facts.SYSTEM,
                Facts.timeline(1),
                new Lsn(WRITTEN),
                true,
                List.of(),
                Optional.of(replication),
                ServerFacts.UNKNOWN);
    }

    /** Key sync as last read names its maintainer and n2; commits wait for these names. */
    private static Story promised(SyncPolicy policy, MemberName maintainer, MemberName... names) {
        Views view = Views.ledByN1().synced(maintainer, 0, "n2").withFailsafe(N1, N2, N3);
        NodeState base = States.seeing(States.steadyPrimary(), view);
        NodeState on = base.with(base.settings().withFailsafe(true).with(policy));
        NodeState listed = on.with(on.failsafe().withListed(view.made().failsafe().orElseThrow()));
        Story story = Story.from(listed).at(101).suspended().at(112).tick();
        var round = story.state().failsafe().asking().orElseThrow().round();
        return story.then(new PeerEvent.FailsafeAnswered(story.now(), round, new TreeMap<>()))
                .guardEchoed()
                .at(126)
                .tick()
                .probed(primary(false, THERE, names));
    }

    private static SyncPolicy policy(boolean strict) {
        return new SyncPolicy(SyncPolicy.Mode.ON, strict, 1, -1);
    }

    private static Story crashed(Story story) {
        return story.postmasterEnded().at(127).tick().probed(crashedPrimary());
    }

    private static String begun(Story story) {
        return story.last().actions().stream()
                .filter(one -> one instanceof PostgresAction.Begin)
                .map(one -> ((PostgresAction.Begin) one).operation().toString())
                .findFirst()
                .orElse("nothing");
    }

    @Test
    void commitsWaitForTheSameStandbysFromTheFirstOneOn() {
        Story story = crashed(promised(policy(false), N1, N2));
        assertEquals("K20-start-again", story.rule());
        assertEquals("StartPrimary[epoch=100, names=Optional[n2], closed=false]", begun(story));
    }

    @Test
    void aWriteToKeySyncWhoseAnswerWasLostIsCoveredByTheNamesThatWereInForce() {
        Story story = crashed(promised(policy(false), N1, N2, N3));
        assertEquals(
                "StartPrimary[epoch=100, names=Optional[2 (n2,n3)], closed=false]", begun(story));
    }

    @Test
    void itIsNotStartedWhereKeySyncNamesAnotherLeader() {
        Story story = crashed(promised(policy(false), N3, N2));
        assertEquals("K24-let-go", story.rule());
    }

    @Test
    void inStrictModeClientsStayOutUntilTheStandbyHasWhatTheyWillSee() {
        Story story = crashed(promised(policy(true), N1, N2));
        assertEquals("StartPrimary[epoch=100, names=Optional[n2], closed=true]", begun(story));

        story.ended(new Outcome.Succeeded()).at(129).tick().probed(primary(true, BEHIND, N2));
        assertTrue(story.ordered().stream().noneMatch(one -> one.startsWith("AdmitClients")));

        story.at(131).tick().probed(primary(true, THERE, N2));
        assertTrue(story.last().rules().toString().contains("A78-admit-by-promise"));
        assertTrue(story.ordered().toString().contains("permit=FailsafeAccepted[until=137.000]"));
    }
}
