package io.matriarch.runtime.postgres.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * Writes files whole or not at all. Each belongs to whom its directory belongs to: root may write
 * for PostgreSQL's user.
 */
public final class OwnedFiles {
    private static final Set<PosixFilePermission> PRIVATE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PRIVATE_DIRECTORY =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> GROUP_READS =
            PosixFilePermissions.fromString("rw-r-----");

    private OwnedFiles() {}

    /** Replaces a file that only its owner reads, as libpq demands of password files. */
    public static void replacePrivate(Path file, String text) throws IOException {
        replace(file, text, PRIVATE);
    }

    /** Replaces a file of the data directory; the group reads it where it reads the directory. */
    public static void replace(Path file, String text) throws IOException {
        boolean group =
                Files.getPosixFilePermissions(file.getParent())
                        .contains(PosixFilePermission.GROUP_READ);
        replace(file, text, group ? GROUP_READS : PRIVATE);
    }

    /** Creates an empty file if it is not there, for somebody else to append to. */
    public static void touch(Path file) throws IOException {
        if (!Files.exists(file)) {
            replacePrivate(file, "");
        }
    }

    /** Replaces a file in a directory that is made when it is missing. */
    public static void replaceInside(Path file, byte[] content) throws IOException {
        Path directory = file.getParent();
        if (!Files.exists(directory)) {
            makePrivateDirectory(directory, Files.getOwner(directory.getParent()));
        }
        replace(file, content, PRIVATE);
    }

    /** Makes a directory that nobody but its owner reads. */
    public static void makePrivateDirectory(Path directory, UserPrincipal owner)
            throws IOException {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PRIVATE_DIRECTORY));
        if (!Files.getOwner(directory).equals(owner)) {
            Files.setOwner(directory, owner);
        }
    }

    private static void replace(Path file, String text, Set<PosixFilePermission> permissions)
            throws IOException {
        replace(file, text.getBytes(StandardCharsets.UTF_8), permissions);
    }

    private static void replace(Path file, byte[] content, Set<PosixFilePermission> permissions)
            throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PRIVATE));
        own(draft);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.setPosixFilePermissions(draft, permissions);
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void own(Path file) throws IOException {
        UserPrincipal owner = Files.getOwner(file.getParent());
        if (!Files.getOwner(file).equals(owner)) {
            Files.setOwner(file, owner);
        }
    }
}
