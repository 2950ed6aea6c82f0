package io.matriarch.scenarios.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.runtime.BootClock;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.testing.ClusterPlan;
import io.matriarch.testing.MemberProcess;
import io.matriarch.testing.PostgresFinder;
import io.matriarch.testing.UnprivilegedUser;
import io.matriarch.value.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The guard of real members: nothing is committed after the deadline of an agent that is gone. */
@Tag("live")
class LiveGuardTest {
    /**
     * ZooKeeper allows sessions of twenty ticks, ten seconds: so long lasts what is left behind.
     */
    private static final int SHORT_TICK_MILLIS = 500;

    private static final BootClock CLOCK = new BootClock();
    private static final String COUNT = "SELECT count(*) FROM busy";

    @Test
    void whatAKilledAgentLeavesWritesUntilTheDeadlineAndComesUpReadOnlyByHand() throws Exception {
        try (LiveCluster cluster = LiveCluster.start(plan(1))) {
            MemberProcess member = cluster.primary();
            long postmaster;
            try (BusyClients clients = BusyClients.of(member)) {
                cluster.await("clients write", () -> cluster.number(member, COUNT) > 1000);
                postmaster = member.postmasterPid().orElseThrow();
                member.killAgent();
                Moment killed = CLOCK.now();
                cluster.await("the guard killed", () -> GuardReport.isWritten(member));
                assertWroteUntilTheDeadline(member, clients, killed);
            }
            cluster.await("the guard has left", () -> member.guard().isEmpty());
            // PostgreSQL takes a dead one that nobody has reaped yet for a living one.
            Path dead = Path.of("/proc", Long.toString(postmaster));
            cluster.await("the postmaster is reaped", () -> !Files.exists(dead));

            startByHand(member);
            cluster.await("it is read-only", member::isStandby);
            assertNothingCommittedLater(cluster, member);

            member.startAgent();
            cluster.await("the agent leads again", member::isPrimary);
        }
    }

    @Test
    void aFrozenAgentIsEndedAndOrphansOfItsPostmasterToo() throws Exception {
        try (LiveCluster cluster = LiveCluster.start(plan(2))) {
            MemberProcess old = cluster.primary();
            try (BusyClients _ = BusyClients.of(old)) {
                cluster.await("clients write", () -> cluster.number(old, COUNT) > 1000);
                old.freezeAgent();
                Moment frozen = CLOCK.now();
                Signals.send(old.postmasterPid().orElseThrow(), Signals.KILL);
                cluster.await("the guard killed", () -> GuardReport.isWritten(old));
                assertKilledAtTheDeadline(old, frozen);
            }
            assertTrue(Files.exists(old.files().data().resolve("standby.signal")));
            cluster.await("the agent was ended", () -> !old.isAgentAlive());
            MemberProcess next = cluster.other(old);
            cluster.await("the other leads", next::isPrimary);
        }
    }

    @Test
    void aGuardThatIsKilledOrStoppedIsReplacedAndARestartedAgentTakesItOver() throws Exception {
        try (LiveCluster cluster = LiveCluster.start(plan(1).withTick(1000))) {
            MemberProcess member = cluster.primary();
            Map<String, OptionalLong> before = cluster.postmasters();
            ProcessIdentity first = guard(cluster, member);

            Signals.send(first.pid(), Signals.KILL);
            cluster.await("another guard", () -> isReplaced(member, first));
            ProcessIdentity second = guard(cluster, member);

            Signals.send(second.pid(), Signals.STOP);
            cluster.await("a third guard", () -> isReplaced(member, second));
            assertFalse(second.isAlive());
            ProcessIdentity third = guard(cluster, member);

            cluster.await("armed", () -> Health.body(member, "/patroni").contains("armed_until"));
            member.killAgent();
            member.startAgent();
            cluster.await("the agent leads", () -> Health.of(member, "/primary") == 200);
            assertEquals(third, guard(cluster, member));
            assertTrue(
                    Files.readString(member.files().log()).contains("is taken over, armed until"));
            assertEquals(before, cluster.postmasters(), member::lastLog);
        }
    }

    private static ClusterPlan plan(int members) {
        Path libraries =
                Path.of(System.getProperty("matriarch.root", ".."), "runtime", "target", "lib");
        return ClusterPlan.of("live", members, libraries)
                .withSetting("ttl", "20")
                .withSetting("loop_wait", "2")
                .withSetting("retry_timeout", "3")
                .withParameter("track_commit_timestamp", "'on'")
                .withTick(SHORT_TICK_MILLIS);
    }

    private static ProcessIdentity guard(LiveCluster cluster, MemberProcess member) {
        cluster.await("a guard lives", () -> member.guard().isPresent());
        return member.guard().orElseThrow();
    }

    private static boolean isReplaced(MemberProcess member, ProcessIdentity guard) {
        return member.guard().filter(one -> !one.equals(guard)).isPresent();
    }

    /** And not a moment longer than the kill takes. */
    private static void assertWroteUntilTheDeadline(
            MemberProcess member, BusyClients clients, Moment since) throws Exception {
        assertEquals(List.of(), member.postgresProcesses());
        GuardReport report = GuardReport.of(member);
        Moment last = clients.lastAcknowledged();
        print(report);
        System.out.printf(
                "guard: last acknowledged %d us before the deadline, %d ms after the agent's end%n",
                micros(report.deadline().since(last)), last.since(since).toMillis());
        assertTrue(since.isBefore(report.deadline()), "the deadline came after the agent's end");
        assertTrue(report.deadline().minus(Duration.ofSeconds(1)).isBefore(last), "wrote until it");
        assertTrue(report.killed() >= 3, "busy backends were killed: " + report);
    }

    /** The loop goes on in a backend that has no postmaster any more. */
    private static void assertKilledAtTheDeadline(MemberProcess member, Moment since)
            throws Exception {
        assertEquals(List.of(), member.postgresProcesses());
        GuardReport report = GuardReport.of(member);
        assertTrue(since.isBefore(report.deadline()), "the deadline came after the agent's end");
        assertTrue(report.killed() >= 1, "an orphan was killed: " + report);
        print(report);
    }

    private static void print(GuardReport report) {
        System.out.printf(
                "guard: %d processes, begun %d us after the deadline, all gone %d us after that%n",
                report.killed(), micros(report.late()), micros(report.took()));
    }

    private static void assertNothingCommittedLater(LiveCluster cluster, MemberProcess member)
            throws Exception {
        GuardReport report = GuardReport.of(member);
        long newest = cluster.number(member, BusyClients.NEWEST_COMMIT);
        Instant committed = Instant.EPOCH.plus(newest, ChronoUnit.MICROS);
        Moment at = CLOCK.now().minus(Duration.between(committed, Instant.now()));
        System.out.printf(
                "guard: newest commit %d us before the deadline%n",
                micros(report.deadline().since(at)));
        assertNotEquals(-1, newest);
        assertTrue(at.isBefore(report.gone()), "newest commit " + at + ", " + report);
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }

    private static void startByHand(MemberProcess member) throws Exception {
        List<String> command = new ArrayList<>(UnprivilegedUser.choose().prefix());
        command.add(PostgresFinder.binDirectory().resolve("pg_ctl").toString());
        command.addAll(List.of("start", "--no-wait", "-D", member.files().data().toString()));
        command.addAll(List.of("-l", member.files().home().resolve("by-hand.log").toString()));
        command.add("-o");
        command.add("-p " + member.files().postgresPort() + " -c listen_addresses=127.0.0.1");
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertEquals(0, process.waitFor());
    }
}
