package io.matriarch.scenarios.live;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.testing.LocalServers;
import io.matriarch.testing.MemberProcess;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An agent is killed in the middle of long work and started again: its member is never stuck. */
@Tag("live")
class LiveInterruptedWorkTest {
    @Test
    void killedDuringInitdb() throws Exception {
        try (HeldTool initdb = HeldTool.of("initdb");
                LiveCluster cluster =
                        LiveCluster.prepare(LiveCluster.plan().withTools("n1", initdb.folder()))) {
            MemberProcess n1 = cluster.servers().member("n1");
            n1.startAgent();
            cluster.await("initdb is under way", initdb::isReached);
            n1.killAgent();
            initdb.letGo();
            startAll(cluster.servers());
            cluster.awaitHealthy();
        }
    }

    @Test
    void killedDuringInitdbAndNeverSeenAgain() throws Exception {
        try (HeldTool initdb = HeldTool.of("initdb");
                LiveCluster cluster =
                        LiveCluster.prepare(LiveCluster.plan().withTools("n1", initdb.folder()))) {
            MemberProcess n1 = cluster.servers().member("n1");
            n1.startAgent();
            cluster.await("initdb is under way", initdb::isReached);
            n1.killAgent();
            cluster.servers().member("n2").startAgent();
            cluster.await("another makes the cluster", cluster.servers().member("n2")::isPrimary);
        }
    }

    @Test
    void killedDuringBasebackup() throws Exception {
        try (HeldTool basebackup = HeldTool.of("pg_basebackup");
                LiveCluster cluster =
                        LiveCluster.prepare(
                                LiveCluster.plan().withTools("n2", basebackup.folder()))) {
            MemberProcess n1 = cluster.servers().member("n1");
            n1.startAgent();
            cluster.await("n1 leads", n1::isPrimary);
            MemberProcess n2 = cluster.servers().member("n2");
            n2.startAgent();
            cluster.await("the copy is under way", basebackup::isReached);
            n2.killAgent();
            basebackup.letGo();
            startAll(cluster.servers());
            cluster.awaitHealthy();
        }
    }

    @Test
    void killedDuringPromotion() throws Exception {
        try (HeldTool promote = HeldTool.of("pg_ctl");
                LiveCluster cluster =
                        LiveCluster.start(
                                LiveCluster.plan()
                                        .withSetting("primary_start_timeout", "0")
                                        .withTools("n1", promote.folder())
                                        .withTools("n2", promote.folder())
                                        .withTools("n3", promote.folder()))) {
            cluster.primary().killPostgres();
            cluster.await("a promotion is under way", promote::isReached);
            for (MemberProcess member : cluster.servers().members()) {
                if (Files.readString(member.files().log()).contains("P20-promote")) {
                    member.killAgent();
                }
            }
            promote.letGo();
            startAll(cluster.servers());
            cluster.awaitHealthy();
        }
    }

    @Test
    void killedDuringRewind() throws Exception {
        try (HeldTool rewind = HeldTool.of("pg_rewind");
                LiveCluster cluster =
                        LiveCluster.start(
                                LiveCluster.plan()
                                        .withTools("n1", rewind.folder())
                                        .withTools("n2", rewind.folder())
                                        .withTools("n3", rewind.folder()))) {
            MemberProcess first = cluster.primary();
            first.killAgent();
            // Written after its agent died, by nobody but this member: it will have to be undone.
            cluster.number(first, "CREATE TABLE lost (id int)");
            cluster.number(first, "SELECT pg_switch_wal() IS NULL");
            first.killPostgres();
            cluster.await(
                    "another primary",
                    () -> cluster.servers().primaries().stream().anyMatch(m -> m != first));
            first.startAgent();
            cluster.await("the rewind is under way", rewind::isReached);
            first.killAgent();
            rewind.letGo();
            first.startAgent();
            cluster.awaitHealthy();
            assertTrue(first.isStandby());
        }
    }

    private static void startAll(LocalServers servers) throws Exception {
        for (MemberProcess member : servers.members()) {
            member.startAgent();
        }
    }
}
