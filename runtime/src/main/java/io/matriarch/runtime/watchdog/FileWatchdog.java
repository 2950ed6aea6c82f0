package io.matriarch.runtime.watchdog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The driver {@code testing}: what a device would be told is written to a file or a named pipe, a
 * timeout as a line {@code Ctimeout=<n>}. It resets nothing.
 */
final class FileWatchdog implements WatchdogDevice {
    /** What such a device waits until it is told otherwise. */
    private static final int FIRST_TIMEOUT = 60;

    private final Path path;

    FileWatchdog(Path path) {
        this.path = path;
    }

    @Override
    public Look look() {
        return DeviceFile.look(path);
    }

    @Override
    public Started start() throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        return new OpenFile(file);
    }

    private static final class OpenFile implements Started {
        private final FileChannel file;
        private int timeout = FIRST_TIMEOUT;

        OpenFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public boolean isStoppable() {
            return true;
        }

        @Override
        public void ask(int seconds) throws IOException {
            write("Ctimeout=" + seconds + "\n");
            timeout = seconds;
        }

        @Override
        public int timeout() {
            return timeout;
        }

        @Override
        public void feed() throws IOException {
            write("1");
        }

        @Override
        public void disarm() throws IOException {
            write("V");
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException _) {
                // nothing is buffered here
            }
        }

        private void write(String text) throws IOException {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }
}
