package io.matriarch.judge;

import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.toldPrimary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.Inflow;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Role;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Time proves the end of a tenure only if its holder was guarded (L13). */
class UnguardedTenureTest {
    private static final MemberRecord GUARDED = Facts.record(N2, Role.PRIMARY, 1);
    private static final MemberRecord BARE = Facts.unguarded(GUARDED);

    @Test
    void aLeaderWithoutGuardIsAskedThoughItsRecordIsGone() {
        assertEquals("[n2, n3]", Others.addresses(vanished(BARE)).keySet().toString());
        assertEquals("[n3]", Others.addresses(vanished(GUARDED)).keySet().toString());
    }

    @Test
    void itIsWaitedForWhileItAnswersAsPrimary() {
        NodeState answered =
                States.answered(vanished(BARE), toldPrimary(1, Facts.WRITTEN), Facts.told(1, 0));

        assertEquals(
                "Later[first=n2, why=its PostgreSQL still runs as primary]",
                Candidacy.of(answered).toString());
    }

    @Test
    void itsLogThatStillComesInIsWaitedForUpToOneTtl() {
        String wait = "the last leader has no guard and its log still comes in";

        assertEquals(wait, verdict(growing(vanished(BARE))));
        assertEquals("AskFirst[]", verdict(growing(vanished(GUARDED))));
        assertEquals("AskFirst[]", verdict(vanished(BARE)), "nothing comes in");
        assertEquals("AskFirst[]", verdict(growing(States.later(vanished(BARE), 30))), "one ttl");
    }

    /** n2 led so, and its session is over with all its nodes. */
    private static NodeState vanished(MemberRecord leader) {
        return Story.from(States.steadyStandby())
                .sees(Views.ledByN2().with(N2, leader))
                .sees(Views.ledByN2().lockedBy(Optional.empty()).without(N2))
                .state()
                .with(Inflow.NEVER);
    }

    private static NodeState growing(NodeState state) {
        return state.with(new Inflow(state.now()));
    }

    private static String verdict(NodeState state) {
        return Candidacy.of(state) instanceof Candidacy.Hold(var _, String why)
                ? why
                : Candidacy.of(state).toString();
    }
}
