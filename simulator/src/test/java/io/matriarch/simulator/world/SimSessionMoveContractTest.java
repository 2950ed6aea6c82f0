package io.matriarch.simulator.world;

import io.matriarch.contract.DcsHarness;
import io.matriarch.contract.SessionMoveContract;

/** The simulated ZooKeeper keeps what is promised of a move to another session. */
class SimSessionMoveContractTest extends SessionMoveContract {
    @Override
    protected DcsHarness open() {
        return new SimDcsContractTest.Harness();
    }
}
