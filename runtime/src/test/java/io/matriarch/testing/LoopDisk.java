package io.matriarch.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file system of its own in a file, that can be made to take no writes: whoever writes waits in
 * the kernel, beyond the reach of signals, as on a disk that does not answer. For root alone.
 */
public final class LoopDisk implements AutoCloseable {
    private static final long BYTES = 256L << 20;

    private final Path directory;
    private final Path mount;

    private LoopDisk(Path directory, Path mount) {
        this.directory = directory;
        this.mount = mount;
    }

    /** Mounts a new one; empty where we may not, or lack the programs. */
    public static Optional<LoopDisk> mount() throws IOException {
        Path directory = Files.createTempDirectory("mtd");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path image = directory.resolve("image");
        Path mount = Files.createDirectory(directory.resolve("m"));
        try (FileChannel channel =
                FileChannel.open(image, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.allocate(1), BYTES - 1);
        }
        LoopDisk disk = new LoopDisk(directory, mount);
        boolean done =
                runs("mkfs.ext4", "-q", "-F", image.toString())
                        && runs("mount", "-o", "loop,noatime", image.toString(), mount.toString());
        if (done && disk.stall()) {
            disk.resume();
            return Optional.of(disk);
        }
        disk.close();
        return Optional.empty();
    }

    public Path path() {
        return mount;
    }

    /** From now on every write waits. */
    public boolean stall() {
        return runs("fsfreeze", "-f", mount.toString());
    }

    public boolean resume() {
        return runs("fsfreeze", "-u", mount.toString());
    }

    @Override
    public void close() throws IOException {
        runs("umount", mount.toString());
        Files.delete(mount);
        Files.delete(directory.resolve("image"));
        Files.delete(directory);
    }

    private static boolean runs(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
