package io.matriarch.runtime.journal;

import io.matriarch.driver.DurableStore;
import io.matriarch.journal.RecordJson;
import io.matriarch.state.DurableFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable facts in a small file of JSON. A new version takes the place of the old one whole: it
 * is written beside it, forced to the disk, renamed, and the directory forced to the disk.
 */
public final class DurableFactsFile implements DurableStore {
    private static final Logger LOG = LoggerFactory.getLogger(DurableFactsFile.class);

    private final Path file;
    private boolean failing;

    public DurableFactsFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * The facts of the last run; none when there is no file.
     *
     * @throws IOException when the file is there and cannot be read; the message says what to do
     */
    public DurableFacts read() throws IOException {
        try {
            String json = Files.readString(file);
            return RecordJson.read(DurableFacts.class, json);
        } catch (NoSuchFileException e) {
            return DurableFacts.NONE;
        } catch (IllegalArgumentException e) {
            throw new IOException(advice(e.getMessage()), e);
        } catch (IOException e) {
            throw new IOException(advice(e.toString()), e);
        }
    }

    @Override
    public boolean keep(DurableFacts facts) {
        try {
            write(RecordJson.write(DurableFacts.class, facts) + "\n");
        } catch (IOException e) {
            if (!failing) {
                LOG.error("{} cannot be written, so promotion has to wait: {}", file, e.toString());
            }
            failing = true;
            return false;
        }
        if (failing) {
            LOG.info("{} is written again", file);
        }
        failing = false;
        return true;
    }

    private void write(String json) throws IOException {
        Path directory = file.getParent();
        Files.createDirectories(directory);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private String advice(String problem) {
        return file
                + " cannot be read: "
                + problem
                + ". It says whether a rewind or a copy of the data directory was left unfinished."
                + " If you are sure that none was, remove the file; if not, remove the file and the"
                + " data directory, and this member will copy the primary anew.";
    }
}
