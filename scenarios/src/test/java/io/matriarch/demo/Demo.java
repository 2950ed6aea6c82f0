package io.matriarch.demo;

import io.matriarch.testing.ClusterPlan;
import io.matriarch.testing.LocalServers;
import io.matriarch.testing.MemberFiles;
import io.matriarch.testing.MemberProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * {@code bin/demo}: a ZooKeeper server and three members on this machine, a story with a failover
 * and a switchover, then the cluster is yours until Ctrl-C. Exit codes: 0 all held, 1 a step did
 * not hold, 2 it could not begin.
 */
public final class Demo {
    private Demo() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        try {
            DemoOptions options = DemoOptions.parse(arguments);
            Path libraries =
                    Path.of(System.getProperty("matriarch.root", "."), "runtime", "target", "lib");
            ClusterPlan plan =
                    ClusterPlan.of("demo", 3, libraries)
                            .withSetting("ttl", "30")
                            .withSetting("loop_wait", "10")
                            .withSetting("retry_timeout", "10")
                            // A killed PostgreSQL is to fail over, not to be started again.
                            .withSetting("primary_start_timeout", "0")
                            .at(options.directory(), options.ports());
            Optional<String> obstacle = Preflight.obstacle(options, plan.ports());
            if (obstacle.isPresent()) {
                System.err.println("demo: " + obstacle.get());
                return 2;
            }
            return show(options, plan);
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            System.err.println("demo: " + e.getMessage());
            return 2;
        }
    }

    private static int show(DemoOptions options, ClusterPlan plan) throws IOException {
        System.out.println("A ZooKeeper server and three members, in " + options.directory());
        try (LocalServers servers = LocalServers.start(plan)) {
            Story story = new Story(servers, System.out);
            story.tell();
            if (!options.once()) {
                hint(servers);
                new CountDownLatch(1).await();
            }
            return 0;
        } catch (AssertionError e) {
            System.err.println("demo: a step did not hold: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            return 1;
        }
    }

    private static void hint(LocalServers servers) {
        MemberProcess first = servers.members().getFirst();
        System.out.printf(
                """

                The cluster is yours until Ctrl-C. In another terminal:
                  bin/matriarchctl -c %1$s list
                  bin/matriarchctl -c %1$s switchover
                  curl -s %2$s/patroni
                """,
                first.files().config(), first.restUrl());
        servers.members()
                .forEach(member ->
                        System.out.printf(
                                "  PGPASSWORD=%s psql -h 127.0.0.1 -p %d -U %s postgres"
                                        + "   # %s, log in %s%n",
                                MemberFiles.SUPERUSER_PASSWORD,
                                member.files().postgresPort(),
                                MemberFiles.SUPERUSER,
                                member.name(),
                                member.files().log()));
    }
}
