package io.matriarch.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.matriarch.runtime.dcs.ClusterStore;
import io.matriarch.runtime.dcs.DcsSettings;
import io.matriarch.testing.ZooKeeperProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("live")
@Timeout(60)
class NameGuardTest {
    private static final String OUR_URL = "http://127.0.0.1:1/patroni";

    @TempDir private static Path directory;
    private static ZooKeeperProcess zooKeeper;
    private static HttpServer other;
    private static String otherUrl;

    @BeforeAll
    static void startZooKeeperAndAnotherAgent() throws IOException {
        zooKeeper = ZooKeeperProcess.start(directory, 0);
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext(
                "/liveness",
                exchange -> {
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                });
        other.start();
        otherUrl = "http://127.0.0.1:" + other.getAddress().getPort() + "/patroni";
    }

    @AfterAll
    static void endThem() {
        other.stop(0);
        zooKeeper.close();
    }

    private boolean isTaken(String scope, Optional<String> recorded) throws Exception {
        DcsSettings settings =
                DcsSettings.open(
                        zooKeeper.connectString(),
                        "service",
                        scope,
                        SampleCluster.N1,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10));
        if (recorded.isPresent()) {
            try (ClusterStore store = ClusterStore.open(settings, Duration.ofSeconds(20))) {
                String record = "{\"api_url\":\"" + recorded.get() + "\"}";
                assertTrue(store.write("members/n1", record, Optional.empty()));
            }
        }
        return new NameGuard(settings, OUR_URL).isTaken();
    }

    @Test
    void theNameIsFreeWhereNobodyHasIt() throws Exception {
        assertFalse(isTaken("a", Optional.empty()));
    }

    @Test
    void theNameIsTakenByAnAgentThatAnswersAnything() throws Exception {
        assertTrue(isTaken("b", Optional.of(otherUrl)));
    }

    @Test
    void theNameIsFreeWhenItsAgentDoesNotAnswer() throws Exception {
        assertFalse(isTaken("c", Optional.of("http://127.0.0.1:2/patroni")));
    }

    @Test
    void ourOwnRecordOfTheLastRunIsNotAnotherAgent() throws Exception {
        assertFalse(isTaken("d", Optional.of(OUR_URL)));
    }
}
