package io.matriarch.runtime.postgres;

import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent for one data directory (lease rule L11). The lock is held by the process, so that it
 * ends with it. An agent that finds it taken kills the holder, for that one may be frozen, and
 * would wake up with orders that are out of date; PostgreSQL is left alone.
 */
public final class DataDirectoryLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectoryLock.class);
    private static final long POLL_MILLIS = 20;

    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectoryLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock, ending a predecessor that holds it.
     *
     * @param patience how long to wait for it
     * @throws IOException when it cannot be had: another machine or container may hold it
     */
    public static DataDirectoryLock take(Places places, Duration patience)
            throws IOException, InterruptedException {
        return take(places.beside("lock"), patience);
    }

    static DataDirectoryLock take(Path file, Duration patience)
            throws IOException, InterruptedException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            FileLock lock = await(channel, file, patience);
            sign(channel);
            return new DataDirectoryLock(channel, lock);
        } catch (IOException | InterruptedException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private static FileLock await(FileChannel channel, Path file, Duration patience)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Optional<FileLock> lock = tryLock(channel);
        while (lock.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException(
                        "another agent holds " + file + " and cannot be ended from here");
            }
            endHolder(channel);
            Thread.sleep(POLL_MILLIS);
            lock = tryLock(channel);
        }
        return lock.get();
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            throw new IOException("this process holds the lock already", e);
        }
    }

    /** Kills the process that wrote the file, if it is that very one which lives. */
    private static void endHolder(FileChannel channel) throws IOException {
        Optional<ProcessIdentity> holder =
                ProcessIdentity.parse(read(channel)).filter(ProcessIdentity::isAlive);
        if (holder.isPresent() && holder.get().pid() != ProcessHandle.current().pid()) {
            LOG.warn("ending the agent with pid {} that holds the lock", holder.get().pid());
            Signals.send(holder.get().pid(), Signals.KILL);
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(100);
        channel.read(bytes, 0);
        bytes.flip();
        return StandardCharsets.US_ASCII.decode(bytes).toString();
    }

    private static void sign(FileChannel channel) throws IOException {
        ProcessIdentity self =
                ProcessIdentity.of(ProcessHandle.current().pid())
                        .orElseThrow(() -> new IOException("/proc does not show ourselves"));
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((self + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(true);
    }
}
