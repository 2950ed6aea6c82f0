package io.matriarch.scenarios.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.matriarch.testing.MemberProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator changes {@code ttl} while a real cluster runs. */
@Tag("live")
class LiveTtlTest {
    private static final String CLUSTER = "/service/live";

    @Test
    void aRaisedTtlMovesTheLockToAnotherSessionAndNobodySeesItGone() throws Exception {
        try (LiveCluster cluster = LiveCluster.start(LiveCluster.plan().withTick(2000))) {
            String servers = cluster.servers().zooKeeper().connectString();
            ZooKeeper eye = new ZooKeeper(servers, 30_000, _ -> {});
            try {
                watchTtlRaised(cluster, eye);
            } finally {
                eye.close();
            }
        }
    }

    private static void watchTtlRaised(LiveCluster cluster, ZooKeeper eye) throws Exception {
        MemberProcess primary = cluster.primary();
        Map<String, OptionalLong> postmasters = cluster.postmasters();
        Stat before = lock(eye);
        AtomicInteger gone = new AtomicInteger();

        raise(eye);
        cluster.await(
                "every member's session moved",
                () -> {
                    if (eye.exists(CLUSTER + "/leader", false) == null) {
                        gone.incrementAndGet();
                    }
                    return allMoved(cluster);
                });

        assertEquals(0, gone.get(), "looks that saw no lock");
        assertNotEquals(before.getEphemeralOwner(), lock(eye).getEphemeralOwner());
        assertEquals(primary.name(), cluster.awaitHealthy().name());
        assertEquals(postmasters, cluster.postmasters());
        assertEquals(200, Health.of(primary, "/primary"));
    }

    private static Stat lock(ZooKeeper eye) throws KeeperException, InterruptedException {
        return eye.exists(CLUSTER + "/leader", false);
    }

    private static void raise(ZooKeeper eye) throws KeeperException, InterruptedException {
        String path = CLUSTER + "/config";
        String config = new String(eye.getData(path, false, null), StandardCharsets.UTF_8);
        String raised = config.replaceFirst("\"ttl\": *20\\b", "\"ttl\":30");
        assertNotEquals(config, raised);
        eye.setData(path, raised.getBytes(StandardCharsets.UTF_8), -1);
    }

    private static boolean allMoved(LiveCluster cluster) throws IOException {
        for (MemberProcess member : cluster.servers().members()) {
            String log = Files.readString(member.files().log());
            if (!log.contains("what we own is session") || !log.contains("timeout 30000 ms")) {
                return false;
            }
        }
        return true;
    }
}
