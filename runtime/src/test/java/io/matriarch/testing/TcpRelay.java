package io.matriarch.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port of 127.0.0.1 that passes everything on to another one until it is cut: then connections
 * stay open and are accepted, and nothing passes, as when a network drops packets.
 */
public final class TcpRelay implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private TcpRelay(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Starts one in front of a port of 127.0.0.1. */
    public static TcpRelay start(int target) throws IOException {
        TcpRelay relay =
                new TcpRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Nothing passes any more. */
    public void cut() {
        cut = true;
    }

    /** New connections pass again; those of the time before are closed. */
    public void heal() {
        sockets.forEach(TcpRelay::end);
        sockets.clear();
        cut = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sockets.forEach(TcpRelay::end);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                if (!cut) {
                    join(client);
                }
            } catch (IOException refused) {
                continue; // the listener was closed, or the target is not there
            }
        }
    }

    private void join(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(server);
            Thread.ofVirtual().start(() -> pass(client, server));
            Thread.ofVirtual().start(() -> pass(server, client));
        } catch (IOException refused) {
            end(client);
            throw refused;
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                if (cut) {
                    return; // what was read is lost, and the sockets stay open
                }
                output.write(buffer, 0, count);
            }
        } catch (IOException broken) {
            end(from);
        }
        end(to);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            return;
        }
    }
}
