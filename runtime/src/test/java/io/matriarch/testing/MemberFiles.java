package io.matriarch.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files of one member: its configuration, and where everything else of it goes.
 *
 * @param name its name
 * @param home the directory that holds all of it
 * @param restPort where its REST API listens
 * @param postgresPort where its PostgreSQL listens
 */
public record MemberFiles(String name, Path home, int restPort, int postgresPort) {
    public static final String SUPERUSER = "postgres";
    public static final String SUPERUSER_PASSWORD = "elephant";
    private static final String REPLICATION_PASSWORD = "rep-pass";
    private static final String REWIND_PASSWORD = "rewind-pass";

    public Path config() {
        return home.resolve(name + ".yml");
    }

    public Path data() {
        return home.resolve("data");
    }

    /** What the agent wrote to standard output and error. */
    public Path log() {
        return home.resolve("agent.log");
    }

    /** Writes the configuration file. */
    void write(ClusterPlan plan, String zooKeeperHosts, TestDirectory directory)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("scope: " + plan.scope());
        lines.add("name: " + name);
        lines.add("restapi:");
        lines.add("  listen: 127.0.0.1:" + restPort);
        lines.add("  connect_address: 127.0.0.1:" + restPort);
        lines.add("zookeeper:");
        lines.add("  hosts: '" + zooKeeperHosts + "'");
        lines.add("matriarch:");
        lines.add("  state_dir: " + home.resolve("state"));
        lines.add("  report_delay: " + Math.max(1, plan.tickMillis() / 1000));
        addBootstrap(lines, plan);
        addPostgres(lines, plan);
        directory.file(
                directory.path().relativize(config()).toString(), String.join("\n", lines) + "\n");
    }

    private static void addBootstrap(List<String> lines, ClusterPlan plan) {
        lines.add("bootstrap:");
        lines.add("  dcs:");
        addMap(lines, "    ", plan.settings());
        lines.add("    postgresql:");
        lines.add("      use_pg_rewind: true");
        lines.add("      remove_data_directory_on_rewind_failure: true");
        lines.add("      parameters:");
        lines.add("        wal_log_hints: 'on'");
        addMap(lines, "        ", plan.parameters());
        lines.add("  initdb:");
        lines.add("    - encoding: UTF8");
        lines.add("    - locale: C");
        lines.add("    - data-checksums");
    }

    private void addPostgres(List<String> lines, ClusterPlan plan) {
        lines.add("postgresql:");
        lines.add("  listen: 127.0.0.1:" + postgresPort);
        lines.add("  connect_address: 127.0.0.1:" + postgresPort);
        lines.add("  data_dir: " + data());
        Path tools = plan.tools().getOrDefault(name, PostgresFinder.binDirectory());
        lines.add("  bin_dir: " + tools);
        lines.add("  pgpass: " + home.resolve("pgpass"));
        lines.add("  authentication:");
        addAccount(lines, "superuser", SUPERUSER, SUPERUSER_PASSWORD);
        addAccount(lines, "replication", "replicator", REPLICATION_PASSWORD);
        addAccount(lines, "rewind", "rewinder", REWIND_PASSWORD);
        lines.add("  parameters:");
        lines.add("    unix_socket_directories: '" + home + "'");
        lines.add("    shared_buffers: 16MB");
        lines.add("  pg_hba:");
        lines.add("    - host all all 127.0.0.1/32 scram-sha-256");
        lines.add("    - host replication replicator 127.0.0.1/32 scram-sha-256");
    }

    private static void addAccount(
            List<String> lines, String capacity, String username, String password) {
        lines.add("    " + capacity + ":");
        lines.add("      username: " + username);
        lines.add("      password: " + password);
    }

    private static void addMap(List<String> lines, String indent, Map<String, String> map) {
        map.forEach((name, value) -> lines.add(indent + name + ": " + value));
    }
}
