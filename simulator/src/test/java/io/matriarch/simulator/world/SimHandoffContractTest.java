package io.matriarch.simulator.world;

import io.matriarch.contract.DcsHarness;
import io.matriarch.contract.HandoffContract;

/** The simulated ZooKeeper keeps what is promised of offered locks. */
class SimHandoffContractTest extends HandoffContract {
    @Override
    protected DcsHarness open() {
        return new SimDcsContractTest.Harness();
    }
}
