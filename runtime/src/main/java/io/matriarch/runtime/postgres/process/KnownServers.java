package io.matriarch.runtime.postgres.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The postmasters that were seen or started here, in a file outside the data directory: a directory
 * that is renamed, replaced or unmounted under a server no longer leads to it, and the server goes
 * on in it. What is noted counts at once; that it survives the agent is a matter of the disk.
 */
public final class KnownServers {
    private static final Logger LOG = LoggerFactory.getLogger(KnownServers.class);
    private static final String BOOT = "boot ";

    private final Optional<Path> file;
    private volatile List<Known> known;

    /**
     * One of them.
     *
     * @param postmaster itself
     * @param directory device and inode of its data directory, as {@link ProcFs#fileKey} tells it
     */
    record Known(ProcessIdentity postmaster, String directory) {
        @Override
        public String toString() {
            return postmaster + " " + directory;
        }

        static Optional<Known> parse(String line) {
            String[] words = line.strip().split("\\s+");
            return words.length < 3
                    ? Optional.empty()
                    : ProcessIdentity.parse(line).map(one -> new Known(one, words[2]));
        }
    }

    private KnownServers(Optional<Path> file) {
        this.file = file;
        this.known = file.map(KnownServers::read).orElse(List.of());
    }

    /** Those that the file names, which need not exist. */
    public static KnownServers in(Path file) {
        return new KnownServers(Optional.of(file));
    }

    /** None, and none is kept. */
    static KnownServers none() {
        return new KnownServers(Optional.empty());
    }

    List<Known> all() {
        return known;
    }

    /**
     * Notes one, and forgets those of which nothing is left.
     *
     * @param lives whether anything is left of one
     */
    synchronized void note(Known server, Predicate<Known> lives) {
        if (known.contains(server)) {
            return;
        }
        // Another reader of this file may have noted what we have not seen.
        Stream<Known> noted =
                Stream.concat(
                        known.stream(),
                        file.map(KnownServers::read).stream().flatMap(List::stream));
        List<Known> kept =
                new ArrayList<>(
                        noted.distinct().filter(one -> !one.equals(server)).filter(lives).toList());
        kept.add(server);
        known = List.copyOf(kept);
        file.ifPresent(this::write);
    }

    private void write(Path path) {
        StringBuilder text = new StringBuilder(BOOT).append(ProcFs.bootId()).append('\n');
        known.forEach(one -> text.append(one).append('\n'));
        Path draft = path.resolveSibling(path.getFileName() + ".draft");
        try (FileChannel channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Files.move(
                    draft,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error(
                    "{} cannot be written ({}): should this agent restart after the data directory"
                            + " was moved away, it would not know the server that runs in it",
                    path,
                    e.toString());
        }
    }

    /** A pid and a start time mean nothing after the next boot. */
    private static List<Known> read(Path path) {
        try {
            List<String> lines = Files.readAllLines(path, StandardCharsets.US_ASCII);
            boolean ofThisBoot =
                    !lines.isEmpty() && lines.getFirst().equals(BOOT + ProcFs.bootId());
            return ofThisBoot
                    ? lines.stream().skip(1).flatMap(line -> Known.parse(line).stream()).toList()
                    : List.of();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            LOG.error(
                    "{} cannot be read ({}): a server whose data directory was moved away is not"
                            + " known",
                    path,
                    e.toString());
            return List.of();
        }
    }
}
