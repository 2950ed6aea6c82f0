package io.matriarch.runtime.dcs.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.runtime.dcs.json.Json;
import io.matriarch.value.SystemId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file from which a restarted agent takes its session over (lease L11). It lies outside the
 * data directory, which is copied to other machines, and only its owner may read it.
 */
public final class SessionFile {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFile.class);

    private final Path path;
    private Owner owner;
    private Optional<SavedSession> kept = Optional.empty();

    /**
     * Who the session belongs to. A file that names anybody else is passed over.
     *
     * @param scope the cluster's name
     * @param member our name
     * @param machine {@link MachineId#read}
     * @param systemId of our data directory, when there is one
     */
    public record Owner(String scope, String member, String machine, Optional<SystemId> systemId) {}

    public SessionFile(Path path, Owner owner) {
        this.path = path;
        this.owner = owner;
    }

    /** The session of our last run; empty when there is none that is ours. */
    synchronized Optional<SavedSession> load() {
        try {
            Optional<ObjectNode> object = Json.object(Files.readString(path));
            if (object.isEmpty()) {
                LOG.warn("session file {} is unreadable: starting with a new session", path);
                return Optional.empty();
            }
            kept = ours(object.get());
            return kept;
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException unreadable) {
            LOG.warn("session file {} is unreadable: starting with a new session", path);
            return Optional.empty();
        }
    }

    /**
     * Keeps the session so that it survives a loss of power, before it returns. A session that
     * cannot be kept is only lost to a restart, so a failure is logged and no more.
     */
    synchronized void save(SavedSession session) {
        kept = Optional.of(session);
        ObjectNode object = Json.newObject();
        object.put("scope", owner.scope());
        object.put("member", owner.member());
        object.put("machine_id", owner.machine());
        owner.systemId().ifPresent(id -> object.put("system_id", id.text()));
        object.put("session_id", Long.toHexString(session.id()));
        object.put("password", Base64.getEncoder().encodeToString(session.password()));
        object.put("timeout_ms", session.timeout().toMillis());
        try {
            write(Json.compact(object));
        } catch (IOException failed) {
            LOG.warn(
                    "session file {} cannot be written ({}): a restart of the agent will have to"
                            + " wait for the old session to expire",
                    path,
                    failed.getClass().getSimpleName());
        }
    }

    /** Forgets the session, which is over. */
    public synchronized void discard() {
        kept = Optional.empty();
        try {
            Files.deleteIfExists(path);
        } catch (IOException left) {
            LOG.warn("session file {} cannot be deleted", path);
        }
    }

    /** Notes the system identifier of our data directory, in the file too. */
    public synchronized void learn(SystemId systemId) {
        boolean known = owner.systemId().equals(Optional.of(systemId));
        owner = new Owner(owner.scope(), owner.member(), owner.machine(), Optional.of(systemId));
        if (!known) {
            kept.ifPresent(this::save);
        }
    }

    private Optional<SavedSession> ours(ObjectNode object) {
        Optional<String> foreign = mismatch(object);
        if (foreign.isPresent()) {
            LOG.warn("session file {} is not ours: its {} differs", path, foreign.get());
            return Optional.empty();
        }
        try {
            return Optional.of(
                            new SavedSession(
                                    Long.parseUnsignedLong(object.path("session_id").asText(), 16),
                                    Base64.getDecoder().decode(object.path("password").asText()),
                                    Duration.ofMillis(object.path("timeout_ms").asLong(0))))
                    .filter(SavedSession::exists);
        } catch (IllegalArgumentException broken) {
            LOG.warn("session file {} is unreadable: starting with a new session", path);
            return Optional.empty();
        }
    }

    private Optional<String> mismatch(ObjectNode object) {
        if (!owner.scope().equals(object.path("scope").asText())) {
            return Optional.of("scope");
        }
        if (!owner.member().equals(object.path("member").asText())) {
            return Optional.of("member");
        }
        if (!owner.machine().equals(object.path("machine_id").asText())) {
            return Optional.of("machine-id");
        }
        String theirs = object.path("system_id").asText("");
        boolean differs =
                !theirs.isEmpty()
                        && owner.systemId().map(id -> !id.text().equals(theirs)).orElse(false);
        return differs ? Optional.of("system identifier") : Optional.empty();
    }

    private void write(String text) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
