package io.matriarch.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A whole cluster of real processes on this machine: a ZooKeeper server, and agents with their
 * PostgreSQL servers. {@link #close} ends every one of them and removes their files.
 */
public final class LocalServers implements AutoCloseable {
    private final TestDirectory directory;
    private final ZooKeeperProcess zooKeeper;
    private final List<MemberProcess> members;
    private final Thread atExit = new Thread(this::end, "local-servers-exit");
    private boolean closed;

    private LocalServers(
            TestDirectory directory, ZooKeeperProcess zooKeeper, List<MemberProcess> members) {
        this.directory = directory;
        this.zooKeeper = zooKeeper;
        this.members = List.copyOf(members);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts ZooKeeper and prepares the members; their agents are not started yet. */
    public static LocalServers prepare(ClusterPlan plan) throws IOException {
        UnprivilegedUser user = UnprivilegedUser.choose();
        TestDirectory directory =
                plan.place().isPresent()
                        ? TestDirectory.create(plan.place().get().directory(), user)
                        : TestDirectory.create(user);
        Optional<ZooKeeperProcess> zooKeeper = Optional.empty();
        boolean prepared = false;
        try {
            AgentLauncher launcher = AgentLauncher.prepare(plan.libraries(), directory, user);
            Path data = directory.path().resolve("zookeeper");
            int port = plan.place().map(ClusterPlan.Place::firstPort).orElse(0);
            zooKeeper = Optional.of(ZooKeeperProcess.start(data, port, plan.tickMillis()));
            String hosts = zooKeeper.get().connectString();
            List<MemberProcess> members = new ArrayList<>();
            for (int number = 1; number <= plan.members(); number++) {
                members.add(member(number, plan, hosts, directory, launcher));
            }
            prepared = true;
            return new LocalServers(directory, zooKeeper.get(), members);
        } finally {
            if (!prepared) {
                zooKeeper.ifPresent(ZooKeeperProcess::close);
                directory.close();
            }
        }
    }

    /** Starts ZooKeeper and all agents. */
    public static LocalServers start(ClusterPlan plan) throws IOException {
        LocalServers servers = prepare(plan);
        boolean started = false;
        try {
            for (MemberProcess member : servers.members()) {
                member.startAgent();
            }
            started = true;
            return servers;
        } finally {
            if (!started) {
                servers.close();
            }
        }
    }

    public ZooKeeperProcess zooKeeper() {
        return zooKeeper;
    }

    public List<MemberProcess> members() {
        return members;
    }

    /** The member of this name. */
    public MemberProcess member(String name) {
        return members.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /** Those whose PostgreSQL is not in recovery. */
    public List<MemberProcess> primaries() {
        return members.stream().filter(MemberProcess::isPrimary).toList();
    }

    /** Those whose PostgreSQL takes connections and is in recovery. */
    public List<MemberProcess> standbys() {
        return members.stream().filter(MemberProcess::isStandby).toList();
    }

    /** Waits until there is exactly one primary, and returns it. */
    public MemberProcess awaitPrimary(Duration patience) {
        await("exactly one primary", patience, () -> primaries().size() == 1);
        return primaries().getFirst();
    }

    /**
     * Returns as soon as the condition holds.
     *
     * @throws AssertionError with the description and the ends of all logs when it does not in time
     */
    public void await(String description, Duration patience, Callable<Boolean> condition) {
        try {
            Await.until(patience, condition);
        } catch (AssertionError e) {
            StringBuilder message = new StringBuilder("not within " + patience + ": ");
            message.append(description);
            for (MemberProcess member : members) {
                message.append("\n--- ").append(member.name()).append('\n');
                message.append(member.lastLog());
            }
            throw new AssertionError(message.toString(), e);
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The JVM is ending: the hook runs, and finds nothing left to do.
        }
    }

    private synchronized void end() {
        if (!closed) {
            closed = true;
            members.forEach(MemberProcess::end);
            zooKeeper.close();
            removeFiles();
        }
    }

    private void removeFiles() {
        try {
            directory.close();
        } catch (IOException e) {
            System.err.println("cannot remove " + directory.path() + ": " + e.getMessage());
        }
    }

    private static MemberProcess member(
            int number,
            ClusterPlan plan,
            String zooKeeperHosts,
            TestDirectory directory,
            AgentLauncher launcher)
            throws IOException {
        String name = "n" + number;
        MemberFiles files =
                new MemberFiles(
                        name,
                        directory.directory(name),
                        plan.restPort(number),
                        plan.postgresPort(number));
        files.write(plan, zooKeeperHosts, directory);
        return new MemberProcess(files, launcher);
    }
}
