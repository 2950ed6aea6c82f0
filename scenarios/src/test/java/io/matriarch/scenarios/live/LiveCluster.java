package io.matriarch.scenarios.live;

import io.matriarch.testing.ClusterPlan;
import io.matriarch.testing.LocalServers;
import io.matriarch.testing.MemberProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** A cluster of three real members, and what tests ask of it. */
final class LiveCluster implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int TICK_MILLIS = 1000;

    private final LocalServers servers;

    private LiveCluster(LocalServers servers) {
        this.servers = servers;
    }

    /** Three members with the shortest {@code ttl} that Patroni allows. */
    static ClusterPlan plan() {
        Path libraries =
                Path.of(System.getProperty("matriarch.root", ".."), "runtime", "target", "lib");
        return ClusterPlan.of("live", 3, libraries)
                .withSetting("ttl", "20")
                .withSetting("loop_wait", "5")
                .withSetting("retry_timeout", "5")
                .withTick(TICK_MILLIS);
    }

    /** Prepares the members; no agent runs yet. */
    static LiveCluster prepare(ClusterPlan plan) throws IOException {
        return new LiveCluster(LocalServers.prepare(plan));
    }

    /** Starts a cluster and waits until two standbys stream. */
    static LiveCluster start(ClusterPlan plan) throws IOException {
        LiveCluster cluster = new LiveCluster(LocalServers.start(plan));
        boolean formed = false;
        try {
            cluster.awaitHealthy();
            formed = true;
            return cluster;
        } finally {
            if (!formed) {
                cluster.close();
            }
        }
    }

    LocalServers servers() {
        return servers;
    }

    MemberProcess primary() {
        return servers.awaitPrimary(PATIENCE);
    }

    /** A member that is not this one. */
    MemberProcess other(MemberProcess than) {
        return servers.members().stream()
                .filter(member -> !member.name().equals(than.name()))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until there is one primary and every other member runs and streams from it. */
    MemberProcess awaitHealthy() {
        int standbys = servers.members().size() - 1;
        servers.await(
                "one primary and " + standbys + " streaming standbys",
                PATIENCE,
                () ->
                        servers.primaries().size() == 1
                                && servers.standbys().size() == standbys
                                && streaming(servers.primaries().getFirst()) == standbys);
        return primary();
    }

    void await(String what, Callable<Boolean> condition) {
        servers.await(what, PATIENCE, condition);
    }

    /** The number of standbys that stream from this member. */
    int streaming(MemberProcess member) {
        return (int)
                number(
                        member,
                        "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'");
    }

    /** The timeline that a primary writes: the first eight digits of its log file's name. */
    long timeline(MemberProcess member) {
        return number(
                member,
                "SELECT ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1,"
                        + " 8))::bit(32)::int");
    }

    /** One number from a query; -1 when it cannot be had. */
    long number(MemberProcess member, String query) {
        try (Connection connection = member.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : -1;
        } catch (SQLException e) {
            return -1;
        }
    }

    /** The postmasters' process ids by member. */
    Map<String, OptionalLong> postmasters() {
        Map<String, OptionalLong> pids = new TreeMap<>();
        servers.members().forEach(member -> pids.put(member.name(), member.postmasterPid()));
        return pids;
    }

    @Override
    public void close() {
        servers.close();
    }
}
