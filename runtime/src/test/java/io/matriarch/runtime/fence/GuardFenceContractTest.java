package io.matriarch.runtime.fence;

import io.matriarch.contract.FenceContract;
import io.matriarch.contract.FenceHarness;
import java.io.IOException;

/** The real guard keeps the contract of {@code FencePort}. */
class GuardFenceContractTest extends FenceContract {
    @Override
    protected FenceHarness open() throws IOException {
        return new GuardWorld();
    }
}
