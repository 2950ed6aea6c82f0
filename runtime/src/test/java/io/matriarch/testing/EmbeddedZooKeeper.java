package io.matriarch.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.zookeeper.server.embedded.ExitHandler;
import org.apache.zookeeper.server.embedded.ZooKeeperServerEmbedded;

/**
 * One ZooKeeper server on 127.0.0.1, until it is killed: for tests and the demo, not for use.
 *
 * <p>Arguments: directory [port, 0 for any] [tickTime in ms, 2000] [{@code with-parent}: end when
 * the standard input ends]. Prints one line once it accepts connections.
 */
public final class EmbeddedZooKeeper {
    private static final int DEFAULT_TICK_MILLIS = 2000;
    private static final long START_WITHIN_MILLIS = 60_000;

    private EmbeddedZooKeeper() {}

    /** Runs the server; returns only when the standard input ended and it was told to mind that. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.println("usage: EmbeddedZooKeeper DIRECTORY [PORT [TICK_MS [with-parent]]]");
            System.exit(2);
        }
        Logger.getLogger("").setLevel(Level.WARNING);
        Path directory = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
        int wanted = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        int port = wanted == 0 ? FreePorts.next() : wanted;
        int tick = arguments.length > 2 ? Integer.parseInt(arguments[2]) : DEFAULT_TICK_MILLIS;
        ZooKeeperServerEmbedded server =
                ZooKeeperServerEmbedded.builder()
                        .baseDir(directory)
                        .configuration(configuration(port, tick))
                        .exitHandler(ExitHandler.EXIT)
                        .build();
        server.start(START_WITHIN_MILLIS);
        System.out.println("zookeeper ready on 127.0.0.1:" + port);
        System.out.flush();
        if (arguments.length > 3 && arguments[3].equals("with-parent")) {
            while (System.in.read() >= 0) {
                continue;
            }
            Runtime.getRuntime().halt(0);
        }
        new CountDownLatch(1).await();
    }

    private static Properties configuration(int port, int tick) {
        Properties all = new Properties();
        all.setProperty("clientPortAddress", "127.0.0.1");
        all.setProperty("clientPort", Integer.toString(port));
        all.setProperty("tickTime", Integer.toString(tick));
        all.setProperty("minSessionTimeout", Integer.toString(2 * tick));
        all.setProperty("maxSessionTimeout", Integer.toString(20 * tick));
        all.setProperty("maxClientCnxns", "0");
        all.setProperty("admin.enableServer", "false");
        all.setProperty("4lw.commands.whitelist", "*");
        // In kilobytes; the default would make each log file 64 MB.
        all.setProperty("preAllocSize", "1024");
        return all;
    }
}
