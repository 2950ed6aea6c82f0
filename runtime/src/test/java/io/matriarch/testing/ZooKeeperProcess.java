package io.matriarch.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An {@link EmbeddedZooKeeper} as a child process, which can be killed, frozen and started again on
 * the same port and data. It ends with the process that started it.
 */
public final class ZooKeeperProcess implements AutoCloseable {
    /** ZooKeeper's own default. */
    public static final int USUAL_TICK_MILLIS = 2000;

    private static final int START_WITHIN_SECONDS = 60;

    private final Path directory;
    private final int port;
    private final int tickMillis;
    private Process process;

    private ZooKeeperProcess(Path directory, int port, int tickMillis) throws IOException {
        this.directory = directory;
        this.port = port;
        this.tickMillis = tickMillis;
        this.process = launch();
    }

    /** Starts a server with ZooKeeper's usual tickTime; port 0 takes any free one. */
    public static ZooKeeperProcess start(Path directory, int port) throws IOException {
        return start(directory, port, USUAL_TICK_MILLIS);
    }

    /**
     * Starts a server and waits until it accepts connections.
     *
     * @param directory its data; may hold data of an earlier run
     * @param port 0 takes any free one
     * @param tickMillis sessions may last 2 to 20 ticks, and are expired on a grid of ticks
     */
    public static ZooKeeperProcess start(Path directory, int port, int tickMillis)
            throws IOException {
        int chosen = port == 0 ? FreePorts.next() : port;
        return new ZooKeeperProcess(directory, chosen, tickMillis);
    }

    public int port() {
        return port;
    }

    public String connectString() {
        return "127.0.0.1:" + port;
    }

    /** Its process id, while it runs. */
    public long pid() {
        return process.pid();
    }

    /** Kills the server; its data stays. */
    public void stop() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                break;
            } catch (InterruptedException stopped) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again after {@link #stop}, on the same port and data. */
    public void restart() throws IOException {
        stop();
        process = launch();
    }

    /** Stops it from doing anything, without a connection noticing. */
    public void freeze() throws IOException {
        signal("-STOP");
    }

    public void thaw() throws IOException {
        signal("-CONT");
    }

    @Override
    public void close() {
        stop();
    }

    private void signal(String signal) throws IOException {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() throws IOException {
        Files.createDirectories(directory);
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx96m",
                                "-Xss512k",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-UsePerfData",
                                "-cp",
                                classPath(),
                                EmbeddedZooKeeper.class.getName(),
                                directory.toString(),
                                Integer.toString(port),
                                Integer.toString(tickMillis),
                                "with-parent"));
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(directory.resolve("server.log").toFile()));
        Process started = builder.start();
        awaitReady(started);
        return started;
    }

    private void awaitReady(Process started) throws IOException {
        BufferedReader output = started.inputReader(StandardCharsets.UTF_8);
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> firstLine(output));
        try {
            if (line.get(START_WITHIN_SECONDS, TimeUnit.SECONDS).startsWith("zookeeper ready")) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failed) {
            started.destroyForcibly();
            throw new IOException("ZooKeeper did not start", failed);
        }
        started.destroyForcibly();
        throw new IOException("ZooKeeper did not start: see " + directory.resolve("server.log"));
    }

    private static String firstLine(BufferedReader output) {
        return output.lines().findFirst().orElse("");
    }

    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
