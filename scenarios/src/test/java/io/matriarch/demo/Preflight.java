package io.matriarch.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** What must be so before anything is started. */
final class Preflight {
    private Preflight() {}

    /** What is in the way, with the remedy; absent when nothing is. */
    static Optional<String> obstacle(DemoOptions options, List<Integer> ports) {
        if (Files.exists(options.directory())) {
            return Optional.of(
                    options.directory()
                            + " exists: another demo runs, or one was killed and left it;"
                            + " end it, remove the directory, or give another with --directory");
        }
        for (int port : ports) {
            if (!isFree(port)) {
                return Optional.of(
                        "port "
                                + port
                                + " on 127.0.0.1 is in use: end whoever listens there, or give"
                                + " other ports with --ports");
            }
        }
        return Optional.empty();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
