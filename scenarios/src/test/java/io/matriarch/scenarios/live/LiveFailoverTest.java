package io.matriarch.scenarios.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.matriarch.testing.MemberProcess;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("live")
class LiveFailoverTest {
    @Test
    void aKilledPrimaryIsReplacedWithoutLosingAnAcknowledgedRowAndComesBack() throws Exception {
        try (LiveCluster cluster =
                LiveCluster.start(
                        LiveCluster.plan()
                                .withParameter("synchronous_standby_names", "'ANY 1 (*)'"))) {
            MemberProcess first = cluster.primary();
            try (Rows rows = Rows.into(first)) {
                cluster.await("rows are acknowledged", () -> rows.count() > 200);
                first.killAgent();
                first.killPostgres();
                cluster.await(
                        "another primary",
                        () -> cluster.servers().primaries().stream().anyMatch(m -> m != first));
                MemberProcess second = cluster.primary();

                assertNotEquals(first.name(), second.name());
                assertEquals(Set.of(), rows.missingOn(second));
                assertEquals(2, cluster.timeline(second));
            }
            first.startAgent();
            MemberProcess second = cluster.awaitHealthy();
            assertNotEquals(first.name(), second.name());
            cluster.await("the old primary is a standby", first::isStandby);
        }
    }

    @Test
    void aPrimaryWhosePostgresCrashesIsStartedAgainWhereItIs() throws Exception {
        try (LiveCluster cluster = LiveCluster.start(LiveCluster.plan())) {
            MemberProcess first = cluster.primary();
            first.killPostgres();
            cluster.await("it runs again", first::isPrimary);
            cluster.awaitHealthy();
            assertEquals(1, cluster.timeline(first));
        }
    }

    @Test
    void theLastMemberToStandReturnsFirstAndTheClusterFormsAgain() throws Exception {
        try (LiveCluster cluster = LiveCluster.start(LiveCluster.plan())) {
            MemberProcess primary = cluster.primary();
            for (MemberProcess member : cluster.servers().members()) {
                member.killAgent();
                member.killPostgres();
            }
            cluster.other(primary).startAgent();
            cluster.await("a standby alone leads", () -> cluster.other(primary).isPrimary());
            for (MemberProcess member : cluster.servers().members()) {
                member.startAgent();
            }
            cluster.awaitHealthy();
        }
    }
}
