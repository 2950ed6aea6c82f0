package io.matriarch.runtime.dcs;

import io.matriarch.contract.DcsHarness;
import io.matriarch.contract.SessionMoveContract;
import io.matriarch.testing.ZooKeeperProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A real ZooKeeper keeps what is promised of a move to another session. */
@Tag("live")
class ZooKeeperSessionMoveContractTest extends SessionMoveContract {
    private static final AtomicInteger WORLDS = new AtomicInteger();

    @TempDir static Path directory;
    private static ZooKeeperProcess server;

    @BeforeAll
    static void startServer() throws IOException {
        server = ZooKeeperProcess.start(directory.resolve("data"), 0, 200);
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @Override
    protected DcsHarness open() throws IOException {
        String scope = "world" + WORLDS.incrementAndGet();
        return new ZooKeeperHarness(server, scope, directory.resolve(scope));
    }
}
