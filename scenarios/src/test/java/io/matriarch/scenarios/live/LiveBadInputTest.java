package io.matriarch.scenarios.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.testing.MemberProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator may get wrong: the agent says so, and touches nothing. */
@Tag("live")
class LiveBadInputTest {
    @Test
    void aDataDirectoryOfAnotherClusterIsRefusedWithBothIdentifiers() throws Exception {
        try (LiveCluster cluster = LiveCluster.prepare(LiveCluster.plan())) {
            MemberProcess n1 = cluster.servers().member("n1");
            n1.startAgent();
            cluster.await("n1 leads", n1::isPrimary);
            long ours = cluster.number(n1, "SELECT system_identifier FROM pg_control_system()");
            MemberProcess n2 = cluster.servers().member("n2");
            replace(n2.files().config(), "scope: live", "scope: elsewhere");
            n2.startAgent();
            cluster.await("n2 leads another cluster", n2::isPrimary);
            long theirs = cluster.number(n2, "SELECT system_identifier FROM pg_control_system()");
            n2.killAgent();
            OptionalLong postmaster = n2.postmasterPid();
            replace(n2.files().config(), "scope: elsewhere", "scope: live");
            n2.startAgent();
            cluster.await("its agent ends", () -> !n2.isAgentAlive());

            String log = Files.readString(n2.files().log());
            assertTrue(log.contains(Long.toString(ours)), log);
            assertTrue(log.contains(Long.toString(theirs)), log);
            assertEquals(postmaster, n2.postmasterPid());
        }
    }

    @Test
    void aSecondMemberOfTheSameNameRefusesToRun() throws Exception {
        try (LiveCluster cluster = LiveCluster.prepare(LiveCluster.plan())) {
            MemberProcess n1 = cluster.servers().member("n1");
            n1.startAgent();
            cluster.await("n1 leads", n1::isPrimary);
            MemberProcess n2 = cluster.servers().member("n2");
            replace(n2.files().config(), "name: n2", "name: n1");
            n2.startAgent();
            cluster.await("the second ends", () -> !n2.isAgentAlive());

            assertTrue(Files.readString(n2.files().log()).contains("n1"));
            assertTrue(n1.isAgentAlive());
            assertEquals(OptionalLong.empty(), n2.postmasterPid());
        }
    }

    @Test
    void anUnreachableZooKeeperIsTriedAgainAndPostgresLeftAlone() throws Exception {
        try (LiveCluster cluster = LiveCluster.prepare(LiveCluster.plan())) {
            MemberProcess n1 = cluster.servers().member("n1");
            n1.startAgent();
            cluster.await("n1 leads", n1::isPrimary);
            OptionalLong postmaster = n1.postmasterPid();
            n1.killAgent();
            cluster.servers().zooKeeper().stop();
            Files.writeString(n1.files().log(), "");
            n1.startAgent();
            cluster.await(
                    "it says so twice",
                    () -> Files.readString(n1.files().log()).split("not reachable", -1).length > 2);

            assertTrue(n1.isAgentAlive());
            assertEquals(postmaster, n1.postmasterPid());
        }
    }

    @Test
    void aConfigurationWithoutNameOrThatIsNoYamlIsRefusedInOneLineEach() throws Exception {
        try (LiveCluster cluster = LiveCluster.prepare(LiveCluster.plan())) {
            MemberProcess n1 = cluster.servers().member("n1");
            String good = Files.readString(n1.files().config());
            Files.writeString(n1.files().config(), good.replace("name: n1\n", ""));
            n1.startAgent();
            cluster.await("it ends", () -> !n1.isAgentAlive());
            assertTrue(Files.readString(n1.files().log()).contains("name"), n1.lastLog());

            Files.writeString(n1.files().log(), "");
            Files.writeString(n1.files().config(), good + "\n  : : {\n");
            n1.startAgent();
            cluster.await("it ends", () -> !n1.isAgentAlive());
            String log = Files.readString(n1.files().log());
            assertTrue(log.contains("line"), log);
            assertFalse(log.contains("\tat "), "a stack trace: " + log);
        }
    }

    private static void replace(Path file, String what, String by) throws IOException {
        Files.writeString(file, Files.readString(file).replace(what, by));
    }
}
