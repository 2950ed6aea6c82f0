package io.matriarch.scenarios.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.testing.MemberProcess;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("live")
class LiveAgentTest {
    @Test
    void agentsThatAreAllKilledAtOnceAdoptTheRunningServersAgain() throws Exception {
        try (LiveCluster cluster = LiveCluster.start(LiveCluster.plan())) {
            MemberProcess primary = cluster.primary();
            Map<String, OptionalLong> before = cluster.postmasters();
            cluster.servers().members().forEach(MemberProcess::killAgent);
            for (MemberProcess member : cluster.servers().members()) {
                member.startAgent();
            }
            cluster.await(
                    "the primary's agent leads again", () -> Health.of(primary, "/primary") == 200);

            assertEquals(before, cluster.postmasters());
            assertEquals(primary.name(), cluster.awaitHealthy().name());
            assertEquals(1, cluster.timeline(primary));
        }
    }

    @Test
    void aZooKeeperThatIsAwayForFiveSecondsChangesNothing() throws Exception {
        try (LiveCluster cluster = LiveCluster.start(LiveCluster.plan())) {
            MemberProcess primary = cluster.primary();
            Map<String, OptionalLong> before = cluster.postmasters();
            cluster.servers().zooKeeper().stop();
            away(Duration.ofSeconds(5));
            cluster.servers().zooKeeper().restart();
            cluster.await("the leader goes on", () -> Health.of(primary, "/primary") == 200);

            assertEquals(before, cluster.postmasters());
            assertEquals(primary.name(), cluster.awaitHealthy().name());
            assertEquals(1, cluster.timeline(primary));
        }
    }

    @Test
    void aZooKeeperThatIsAwayForLongerThanTtlStopsThePrimaryAndTheClusterComesBack()
            throws Exception {
        try (LiveCluster cluster = LiveCluster.start(LiveCluster.plan())) {
            cluster.servers().zooKeeper().stop();
            cluster.await("nobody is primary", () -> cluster.servers().primaries().isEmpty());
            away(Duration.ofSeconds(10));
            assertEquals(0, cluster.servers().primaries().size());
            cluster.servers().zooKeeper().restart();
            cluster.awaitHealthy();
        }
    }

    @Test
    void anAgentThatIsAskedToEndHandsOver() throws Exception {
        try (LiveCluster cluster = LiveCluster.start(LiveCluster.plan())) {
            MemberProcess primary = cluster.primary();
            primary.stopAgent();
            assertEquals(OptionalLong.empty(), primary.postmasterPid());
            cluster.await("another leads", () -> cluster.servers().primaries().size() == 1);
            primary.startAgent();
            cluster.awaitHealthy();
        }
    }

    /** The outage itself takes this long: it is the story, not a wait for a condition. */
    private static void away(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
