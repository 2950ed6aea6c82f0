package io.matriarch.judge;

import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.stoppedPrimary;
import static io.matriarch.testing.Facts.stoppedStandby;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Role;
import io.matriarch.state.Tags;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import io.matriarch.value.MemberName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SourceTest {
    private static final NodeState STANDBY = States.steadyStandby();

    @Test
    void withoutTagsTheLeaderFeedsEverybody() {
        assertEquals("n2", feed(STANDBY));
    }

    @Test
    void theNamedStandbyFeedsUsWhileItRuns() {
        NodeState tagged = States.tagged(STANDBY, from("n3"));

        assertEquals("n3", feed(tagged));
        assertEquals("n2", feed(States.seeing(tagged, n3(MemberState.STOPPED, Tags.NONE))));
        assertEquals("n2", feed(States.seeing(tagged, Views.ledByN2().without(N3))));
    }

    @Test
    void aNameThatCannotServeMeansTheLeader() {
        assertEquals("n2", feed(States.tagged(STANDBY, from("n1"))));
        assertEquals("n2", feed(States.tagged(STANDBY, from("n2"))));
        assertEquals("n2", feed(States.tagged(STANDBY, from("n9"))));
    }

    @Test
    void ofTwoThatNameEachOtherTheFirstNameFollowsTheLeader() {
        NodeState n1 =
                States.seeing(
                        States.tagged(STANDBY, from("n3")), n3(MemberState.RUNNING, from("n1")));

        assertEquals("n2", feed(n1));
        assertEquals(Optional.empty(), Cascade.of(n1).upstreamOf(N1));
        assertEquals(Optional.of(N1), Cascade.of(n1).upstreamOf(N3));
    }

    @Test
    void aCircleFurtherUpIsBrokenByThoseInIt() {
        MemberName n4 = new MemberName("n4");
        Views circle =
                n3(MemberState.RUNNING, from("n4"))
                        .with(
                                n4,
                                record(
                                        n4,
                                        Role.REPLICA,
                                        1,
                                        MemberState.RUNNING,
                                        Optional.empty(),
                                        from("n3")));
        NodeState n1 = States.seeing(States.tagged(STANDBY, from("n4")), circle);

        assertEquals("n4", feed(n1));
        assertEquals(Optional.empty(), Cascade.of(n1).upstreamOf(N3));
        assertEquals(Optional.of(N3), Cascade.of(n1).upstreamOf(n4));
    }

    @Test
    void withNostreamNobodyFeedsUs() {
        Tags nostream = Tags.of(new TreeMap<>(Map.of("nostream", "true")));

        assertEquals("Nobody[]", feed(States.tagged(STANDBY, nostream)));
    }

    @Test
    void withoutALeaderAStandbyKeepsItsUpstreamAndAnOldPrimaryHasNone() {
        NodeState leaderless = States.seeing(STANDBY, Views.free());

        assertEquals("AsBefore[]", feed(leaderless));
        assertEquals("AsBefore[]", feed(leaderless.with(stoppedStandby())));
        assertEquals("Nobody[]", feed(leaderless.with(stoppedPrimary())));
        assertEquals("Nobody[]", feed(States.steadyPrimary().with(stoppedStandby())));
    }

    @Test
    void chanceChoosesAmongThePreferredSourcesOfACopy() {
        Tags clonefrom = Tags.of(new TreeMap<>(Map.of("clonefrom", "true")));
        NodeState state =
                States.seeing(
                        STANDBY,
                        n3(MemberState.RUNNING, clonefrom)
                                .with(
                                        N2,
                                        record(
                                                N2,
                                                Role.PRIMARY,
                                                1,
                                                MemberState.RUNNING,
                                                Optional.empty(),
                                                clonefrom)));
        Set<String> chosen = new TreeSet<>();
        for (long jitter = 0; jitter < 50; jitter++) {
            chosen.add(Source.forCopy(state.withJitter(jitter)).orElseThrow().member().text());
        }

        assertEquals(Set.of("n2", "n3"), chosen);
    }

    private static Tags from(String name) {
        return Tags.of(new TreeMap<>(Map.of("replicatefrom", "\"" + name + "\"")));
    }

    private static Views n3(MemberState state, Tags tags) {
        return Views.ledByN2().with(N3, record(N3, Role.REPLICA, 1, state, Optional.empty(), tags));
    }

    /** The member that feeds us, else the feed as printed. */
    private static String feed(NodeState state) {
        var feed = Source.forStandby(state);
        return feed.source().map(one -> one.member().text()).orElse(feed.toString());
    }
}
