package io.matriarch.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that nobody listens on, for servers that start later than they are chosen. They lie below
 * the range that the system gives to outgoing connections: one of those would sit on a port from it
 * before the server comes.
 */
public final class FreePorts {
    private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int USUAL_RANGE = 32768;
    private static final int LOWEST = 15000;

    /** Test processes that run side by side begin at different places. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 61 % 15000));

    private FreePorts() {}

    /** One that is free now and that this process has not given out for thousands of others. */
    public static int next() {
        int span = highest() - LOWEST;
        for (int tries = 0; tries < span; tries++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), span);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + highest());
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int highest() {
        try {
            int lowestOutgoing = Integer.parseInt(Files.readString(RANGE).strip().split("\\s+")[0]);
            return lowestOutgoing > LOWEST + 1000 ? lowestOutgoing : USUAL_RANGE;
        } catch (IOException | NumberFormatException e) {
            return USUAL_RANGE;
        }
    }
}
