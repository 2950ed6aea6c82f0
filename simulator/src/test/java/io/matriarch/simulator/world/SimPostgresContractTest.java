package io.matriarch.simulator.world;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.contract.PostgresContract;
import io.matriarch.contract.PostgresHarness;
import io.matriarch.driver.PostgresPort;
import io.matriarch.event.Event;
import io.matriarch.state.Upstream;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** The simulated PostgreSQL keeps the contract of {@code PostgresPort}. */
class SimPostgresContractTest extends PostgresContract {
    @Override
    protected PostgresHarness open() {
        return new Harness();
    }

    private static final class Harness implements PostgresHarness {
        private final World world =
                new World(WorldSpec.established(3), new WorldObserver() {}, Moment.ZERO);
        private final Map<MemberName, SimServer> servers = new TreeMap<>();

        @Override
        public Server server(MemberName name) {
            return servers.computeIfAbsent(name, _ -> new SimServer(world, world.member(name)));
        }

        /** All hosts are asked with one moment, so it is that of the host which booted last. */
        @Override
        public Moment inSeconds(int seconds) {
            return world.member("n3").clock().now().plus(Duration.ofSeconds(seconds));
        }

        @Override
        public void await(String what, BooleanSupplier condition) {
            Moment limit = world.now().plus(Duration.ofMinutes(1));
            assertTrue(world.runUntil(limit, _ -> condition.getAsBoolean()), what);
        }

        @Override
        public void close() {}
    }

    private static final class SimServer implements PostgresHarness.Server {
        private final SimMember host;
        private final SimProcess process;
        private final SimPostgresPort port;

        SimServer(World world, SimMember host) {
            this.host = host;
            this.process = new SimProcess(host, 1);
            this.port = new SimPostgresPort(world, host, process);
        }

        @Override
        public PostgresPort port() {
            return port;
        }

        @Override
        public List<Event> events() {
            return process.events();
        }

        @Override
        public Upstream upstream() {
            return new Upstream(host.name(), host.connUrl());
        }

        @Override
        public void write() {
            assertTrue(host.postgres().acceptsWrites(), "accepts writes");
            host.postgres().commit(_ -> {});
        }

        @Override
        public BooleanSupplier beginWrite() {
            AtomicBoolean acknowledged = new AtomicBoolean();
            host.postgres().commit(_ -> acknowledged.set(true));
            return acknowledged::get;
        }

        @Override
        public void crash() {
            host.postgres().crash();
        }
    }
}
