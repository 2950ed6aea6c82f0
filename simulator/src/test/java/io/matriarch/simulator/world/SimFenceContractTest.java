package io.matriarch.simulator.world;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.FenceAction;
import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.contract.FenceContract;
import io.matriarch.contract.FenceHarness;
import io.matriarch.event.Event;
import io.matriarch.event.OperationEvent;
import io.matriarch.state.Operation;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The simulated guard keeps the contract of {@code FencePort}. */
class SimFenceContractTest extends FenceContract {
    @Override
    protected FenceHarness open() {
        return new Harness();
    }

    private static final class Harness implements FenceHarness {
        private final World world =
                new World(WorldSpec.established(1), new WorldObserver() {}, Moment.ZERO);
        private final SimMember host = world.member(new MemberName("n1"));
        private SimProcess agent = new SimProcess(host, 1);
        private long operations;

        Harness() {
            run(new Operation.Initdb());
        }

        @Override
        public void order(FenceAction order) {
            host.fence().order(agent, order);
        }

        @Override
        public List<Event> events() {
            return agent.events();
        }

        @Override
        public void restartAgent() {
            agent.die();
            agent = new SimProcess(host, agent.number() + 1);
        }

        @Override
        public Moment in(Duration time) {
            return host.clock().now().plus(time);
        }

        @Override
        public void startPostgres() {
            run(new Operation.StartPrimary(new LockEpoch(1)));
        }

        @Override
        public boolean runs() {
            return host.postgres().isRunning();
        }

        @Override
        public void await(String what, BooleanSupplier condition) {
            Moment limit = world.now().plus(Duration.ofMinutes(1));
            assertTrue(world.runUntil(limit, _ -> condition.getAsBoolean()), what);
        }

        @Override
        public void close() {}

        private void run(Operation operation) {
            OperationId id = new OperationId(++operations);
            new SimPostgresPort(world, host, agent)
                    .order(
                            new PostgresAction.Begin(
                                    id,
                                    operation,
                                    new Permit.NoneNeeded(),
                                    in(Duration.ofMinutes(1))));
            await(
                    operation.toString(),
                    () ->
                            events().stream()
                                    .anyMatch(event ->
                                            event instanceof OperationEvent.OperationEnded ended
                                                    && ended.operation().equals(id)));
        }
    }
}
