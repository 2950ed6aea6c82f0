package io.matriarch.judge;

import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.record;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.LocalSettings;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Role;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import io.matriarch.value.MemberName;
import org.junit.jupiter.api.Test;

class MixedTest {
    @Test
    void onlyMembersBelowTheGatesCountAsOld() {
        assertEquals("2.0.9: position master", duties(N3, "2.0.9"));
        assertEquals("2.1.0: master", duties(N3, "2.1.0"));
        assertEquals("3.0.4: master", duties(N3, "3.0.4"));
        assertEquals("3.1:", duties(N3, "3.1"));
        assertEquals("4.1.4:", duties(N3, "4.1.4"));
    }

    @Test
    void aMemberThatTellsNoVersionOrNonsenseCountsAsTheOldest() {
        assertEquals(": position master", duties(N3, ""));
        assertEquals("new: position master", duties(N3, "new"));
    }

    @Test
    void whatWeWroteBeforeAnUpgradeBindsNobody() {
        assertEquals("1.0:", duties(N1, "1.0"));
    }

    @Test
    void weAdvertiseAVersionThatPassesEveryGate() {
        assertEquals("4.1.0", Mixed.version(local("0.1.0")));
        assertEquals("4.1.0", Mixed.version(local("4.0.9")));
        assertEquals("4.2.1", Mixed.version(local("4.2.1")));
        assertEquals("5.0", Mixed.version(local("5.0")));
    }

    private static String duties(MemberName member, String version) {
        MemberRecord old = version(record(member, Role.REPLICA, 1), version);
        NodeState state = States.seeing(States.steadyPrimary(), Views.ledByN1().with(member, old));
        return version
                + ":"
                + (Mixed.readsOldPosition(state) ? " position" : "")
                + (Mixed.saysMaster(state) ? " master" : "");
    }

    static MemberRecord version(MemberRecord record, String version) {
        return new MemberRecord(
                record.connUrl(),
                record.apiUrl(),
                record.state(),
                record.role(),
                record.saysMaster(),
                version,
                record.timeline(),
                record.position(),
                record.received(),
                record.replayed(),
                record.streaming(),
                record.checkpointPending(),
                record.tags(),
                record.released(),
                record.guarded(),
                record.notes());
    }

    private static LocalSettings local(String version) {
        LocalSettings some = Facts.local(N1, io.matriarch.state.Tags.NONE);
        return new LocalSettings(
                some.name(),
                some.scope(),
                some.connUrl(),
                some.apiUrl(),
                version,
                some.tags(),
                some.scripts(),
                some.mayBootstrap(),
                some.reportDelay(),
                some.guarded());
    }
}
