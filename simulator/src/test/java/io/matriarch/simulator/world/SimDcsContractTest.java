package io.matriarch.simulator.world;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.contract.DcsContract;
import io.matriarch.contract.DcsHarness;
import io.matriarch.driver.DcsPort;
import io.matriarch.event.Event;
import io.matriarch.state.ClusterView;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The simulated ZooKeeper keeps the contract of {@code DcsPort}. */
class SimDcsContractTest extends DcsContract {
    @Override
    protected DcsHarness open() {
        return new Harness();
    }

    static final class Harness implements DcsHarness {
        private final World world =
                new World(WorldSpec.established(3), new WorldObserver() {}, Moment.ZERO);
        private long starts;

        @Override
        public Client open(MemberName name) {
            SimMember host = world.member(name);
            return new SimClient(world, host, new SimProcess(host, ++starts));
        }

        @Override
        public void await(String what, BooleanSupplier condition) {
            Moment limit = world.now().plus(Duration.ofMinutes(1));
            assertTrue(world.runUntil(limit, _ -> condition.getAsBoolean()), what);
        }

        @Override
        public ClusterView view() {
            return world.dcs().view();
        }

        @Override
        public void deleteLock() {
            world.faults().deleteLock();
        }

        @Override
        public void requestFailover(Optional<MemberName> leader, Optional<MemberName> candidate) {
            world.operator().ask(leader, candidate, Optional.empty());
        }

        @Override
        public void writeSync(MemberName leader, List<MemberName> standbys) {
            world.operator().writeSync(Optional.of(leader), standbys, 0);
        }

        @Override
        public void close() {}
    }

    private static final class SimClient implements DcsHarness.Client {
        private final World world;
        private final SimMember host;
        private final SimProcess process;
        private final SimDcsClient port;

        SimClient(World world, SimMember host, SimProcess process) {
            this.world = world;
            this.host = host;
            this.process = process;
            this.port = new SimDcsClient(world, host, process);
            port.open();
        }

        @Override
        public DcsPort port() {
            return port;
        }

        @Override
        public List<Event> events() {
            return process.events();
        }

        @Override
        public void cut() {
            world.faults().cutToDcs(host.name());
            world.faults().cutFromDcs(host.name());
        }

        @Override
        public void heal() {
            world.faults().healDcs(host.name());
        }

        @Override
        public void die() {
            process.die();
            port.processDied();
        }
    }
}
