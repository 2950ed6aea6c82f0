package io.matriarch.runtime.postgres.access;

import io.matriarch.runtime.postgres.Places;
import io.matriarch.runtime.postgres.config.OwnedFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * The link through which a server reads {@code pg_hba.conf} that was started with clients kept out.
 *
 * <p>It leads to one of two directories: to ours, where a closed file lies under the name of the
 * operators' own, or to the one where theirs is, so that what theirs includes is found, too. Ours
 * is removed last, once clients are in: as long as it is there, they count as kept out, whatever
 * agent looks and wherever the one before it ended.
 */
public final class ClientGate {
    private static final String NAME = "hba";
    private static final String THEIRS = ".operators";

    private final Path link;
    private final Path closed;

    private ClientGate(Path link) {
        this.link = link;
        this.closed = link.resolveSibling(link.getFileName() + "-closed");
    }

    /** The one of our server. */
    public static ClientGate of(Places places) {
        return new ClientGate(places.beside(NAME));
    }

    /**
     * The one that a running server reads through.
     *
     * @param hbaFile its {@code hba_file}
     * @return empty when it was started in the ordinary way
     */
    public static Optional<ClientGate> behind(String hbaFile) {
        return Optional.ofNullable(Path.of(hbaFile).getParent())
                .filter(one -> one.getFileName() != null)
                .filter(one -> one.getFileName().toString().endsWith(Places.suffix(NAME)))
                .map(ClientGate::new);
    }

    /**
     * Closes it, while no server runs.
     *
     * @param theirs the operators' own file, with an absolute path
     * @param content of the closed one
     * @param dataDirectory whose owner must be able to read it
     * @return what the server is to be told as {@code hba_file}
     */
    public Path close(Path theirs, byte[] content, Path dataDirectory) throws IOException {
        remove();
        UserPrincipal owner = Files.getOwner(dataDirectory);
        OwnedFiles.makePrivateDirectory(closed, owner);
        OwnedFiles.replaceInside(closed.resolve(theirs.getFileName()), content);
        Files.createSymbolicLink(closed.resolve(THEIRS), theirs.getParent());
        point(closed, owner);
        return link.resolve(theirs.getFileName());
    }

    /**
     * From its next reload on the server reads the operators' own file.
     *
     * @throws IOException also when what {@link #close} made is gone
     */
    public void open() throws IOException {
        Path theirs = Files.readSymbolicLink(closed.resolve(THEIRS));
        point(theirs, Files.getOwner(closed));
    }

    /** Whether clients are kept out, or it is not certain yet that they are let in. */
    public boolean isClosed() {
        try {
            return Files.exists(closed, LinkOption.NOFOLLOW_LINKS)
                    || Files.readSymbolicLink(link).equals(closed);
        } catch (IOException _) {
            return false;
        }
    }

    /** The server has read the operators' own file. */
    public void forgetClosed() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(closed)) {
            for (Path entry : entries) {
                Files.delete(entry);
            }
        } catch (NoSuchFileException _) {
            return;
        }
        Files.delete(closed);
    }

    /** No server reads through it any more. */
    public void remove() throws IOException {
        Files.deleteIfExists(link);
        forgetClosed();
    }

    private void point(Path directory, UserPrincipal owner) throws IOException {
        Path draft = link.resolveSibling(link.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createSymbolicLink(draft, directory);
        FileOwnerAttributeView view =
                Files.getFileAttributeView(
                        draft, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!view.getOwner().equals(owner)) {
            view.setOwner(owner);
        }
        Files.move(
                draft, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
