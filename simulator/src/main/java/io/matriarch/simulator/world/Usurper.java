package io.matriarch.simulator.world;

import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.Role;
import io.matriarch.state.Tags;
import io.matriarch.value.MemberName;
import io.matriarch.value.SessionId;
import io.matriarch.value.Timeline;
import java.util.Optional;

/**
 * A Patroni that was stuck in the middle of its cycle: it deletes the lock by the view that it had,
 * and makes it anew for a PostgreSQL that is a primary still. Its session is heard of no more.
 */
final class Usurper {
    private Usurper() {}

    static boolean seize(World world, SimMember member) {
        SimDcs dcs = world.dcs();
        SessionId id = dcs.begin(member.name(), dcs.negotiated(world.spec().settings().ttl()));
        SessionNodes nodes = dcs.tree().owned();
        nodes.deleteLock();
        nodes.writeMember(member.name(), id, record(member.name(), member.postgres().timeline()));
        return nodes.takeLock(member.name(), id).isEmpty();
    }

    private static MemberRecord record(MemberName name, Optional<Timeline> timeline) {
        return new MemberRecord(
                "postgres://" + name + ":5432/postgres",
                "http://" + name + ":8008/patroni",
                MemberState.RUNNING,
                Role.PRIMARY,
                false,
                "4.1.4",
                timeline,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Tags.NONE,
                Optional.empty(),
                false);
    }
}
