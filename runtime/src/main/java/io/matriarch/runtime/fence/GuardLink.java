package io.matriarch.runtime.fence;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection to the guard. One thread reads; any may send, and none of them waits for a guard
 * that does not read.
 */
final class GuardLink implements AutoCloseable {
    private static final int MOST = 16 * 1024;

    private final Path dataDirectory;
    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(MOST);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int unanswered;
    private long askedAt;

    private GuardLink(Path dataDirectory, SocketChannel channel, Selector selector) {
        this.dataDirectory = dataDirectory;
        this.channel = channel;
        this.selector = selector;
    }

    /**
     * Connects.
     *
     * @param dataDirectory the one that every line must name
     * @throws IOException when nobody listens there
     */
    static GuardLink open(Path address, Path dataDirectory) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(address));
        try {
            Selector selector = Selector.open();
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return new GuardLink(dataDirectory, channel, selector);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends a line that is not answered. */
    synchronized void send(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII));
        if (channel.write(bytes) == 0 || bytes.hasRemaining()) {
            throw new IOException("it does not read");
        }
    }

    /** Sends a line that is answered by one. */
    synchronized void ask(String text) throws IOException {
        if (unanswered++ == 0) {
            askedAt = System.nanoTime();
        }
        send(text);
        selector.wakeup();
    }

    /** One of the lines asked for has come. */
    synchronized void answered() {
        unanswered = Math.max(0, unanswered - 1);
        askedAt = System.nanoTime();
    }

    /** How long a line has been owed; zero for none. */
    synchronized Duration silence() {
        return unanswered == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - askedAt);
    }

    /**
     * Waits for lines.
     *
     * @param patience how long; not for ever once a line is owed
     * @return those that came; none when the time is over, or when something was asked meanwhile
     * @throws IOException when it has closed the connection, or says what it should not
     */
    List<GuardEcho> await(Duration patience) throws IOException {
        selector.select(Math.max(1, patience.toMillis()));
        selector.selectedKeys().clear();
        List<GuardEcho> echoes = new ArrayList<>();
        int length;
        while ((length = channel.read(buffer.clear())) > 0) {
            for (int i = 0; i < length; i++) {
                if (buffer.get(i) == '\n') {
                    echoes.add(
                            GuardEcho.parse(line.toString(StandardCharsets.UTF_8), dataDirectory));
                    line.reset();
                } else {
                    line.write(buffer.get(i));
                }
            }
        }
        if (length < 0 && echoes.isEmpty()) {
            throw new EOFException("it has ended");
        }
        return echoes;
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException _) {
            // It is of no use any more in any case.
        }
    }
}
