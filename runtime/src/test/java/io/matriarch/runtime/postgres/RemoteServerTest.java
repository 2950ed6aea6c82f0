package io.matriarch.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.PostgresAction;
import io.matriarch.event.PostgresEvent;
import io.matriarch.state.Feed;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.Remote;
import io.matriarch.state.StandbyCluster;
import io.matriarch.value.RequestId;
import io.matriarch.value.Timeline;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A standby leader and the server outside that it follows, both real. */
@Tag("live")
final class RemoteServerTest extends OneMember {
    @Test
    void aStandbyLeaderCopiesTheServerOutsideFollowsItAndSeesWhatItIs() throws Exception {
        start();
        try (PostgresMember n1 = new PostgresMember("n1", directory, user)) {
            a.execute("SELECT pg_create_physical_replication_slot('for_n1')");
            HostAndPort address = HostAndPort.of(a);
            StandbyCluster server = new StandbyCluster(address.host(), address.port(), "for_n1");

            Remote.Told first = told(n1, server);
            assertEquals(
                    List.of(Optional.of(first.systemId()), Timeline.FIRST, true, List.of()),
                    List.of(
                            a.probe().identity(),
                            first.timeline(),
                            first.primary(),
                            first.forks()));

            assertEquals(DONE, n1.run(new Operation.Basebackup(server.upstream().orElseThrow())));
            assertEquals(DONE, n1.run(new Operation.StartStandby(new Feed.FromRemote(server))));
            Postgres found =
                    n1.awaitProbe(one -> one instanceof Postgres.Standby s && s.streaming());
            assertEquals(
                    server.upstream().map(one -> one.connUrl()),
                    assertInstanceOf(Postgres.Standby.class, found).upstream());
            assertEquals(DONE, n1.run(new Operation.Follow(new Feed.FromRemote(server))));

            HostAndPort own = HostAndPort.of(n1);
            assertTrue(
                    !told(a, new StandbyCluster(own.host(), own.port(), "")).primary(),
                    "in recovery");
            assertEquals(DONE, a.run(new Operation.Stop(false)));
            assertInstanceOf(Remote.Silent.class, answer(n1, server));
            assertEquals(DONE, n1.run(new Operation.Promote(EPOCH)));
            n1.awaitProbe(Postgres.Primary.class::isInstance);
            Remote.Told promoted = told(a, new StandbyCluster(own.host(), own.port(), ""));
            assertEquals(
                    List.of(new Timeline(2), true, 1),
                    List.of(promoted.timeline(), promoted.primary(), promoted.forks().size()));
        }
    }

    private record HostAndPort(String host, String port) {
        static HostAndPort of(PostgresMember member) {
            String[] parts = member.settings().endpoint().connectAddress().toString().split(":");
            return new HostAndPort(parts[0], parts[1]);
        }
    }

    private static Remote.Told told(PostgresMember asker, StandbyCluster server) {
        return assertInstanceOf(Remote.Told.class, answer(asker, server));
    }

    private static Remote.Answer answer(PostgresMember asker, StandbyCluster server) {
        RequestId id = new RequestId(asker.events().size() + 9_000_000L);
        asker.port().order(new PostgresAction.LookAtRemote(id, server));
        return asker.await(PostgresEvent.RemoteSeen.class, event -> event.request().equals(id))
                .found();
    }
}
