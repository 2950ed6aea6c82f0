package io.matriarch.simulator.world;

import io.matriarch.state.Feed;
import io.matriarch.state.Upstream;
import io.matriarch.value.SystemId;
import java.util.Optional;

/** Brings up the servers outside of the cluster, which nobody's agent looks after. */
final class Outside {
    private static final SystemId MADE = new SystemId("7100000000000000009");

    private Outside() {}

    /** Those that begin as primaries run from the beginning. */
    static void primaries(World world) {
        for (SimMember host : world.outside()) {
            if (host.spec().role() == InitialRole.REMOTE) {
                host.postgres().data().made(MADE, Wal.first(world.nextSegment()));
                host.postgres().postmaster().launch(false);
                host.postgres().postmaster().open();
            }
        }
    }

    /** The others are copied from one of them, or from our primary. */
    static void standbys(World world) {
        for (SimMember host : world.outside()) {
            if (host.spec().role() == InitialRole.REMOTE_STANDBY) {
                source(world).ifPresent(from -> join(host, from));
            }
        }
    }

    private static Optional<SimMember> source(World world) {
        return world.outside().stream()
                .filter(one -> one.postgres().acceptsWrites())
                .findFirst()
                .or(() -> world.writable().stream().findFirst());
    }

    private static void join(SimMember host, SimMember from) {
        SimPostgres postgres = host.postgres();
        postgres.data().copied(from.postgres().data());
        postgres.data().feed(new Feed.From(new Upstream(from.name(), from.connUrl())));
        postgres.postmaster().launch(true);
        postgres.postmaster().open();
    }
}
