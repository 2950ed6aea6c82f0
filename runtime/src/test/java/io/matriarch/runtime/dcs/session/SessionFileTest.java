package io.matriarch.runtime.dcs.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.value.SystemId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {
    private static final SavedSession SESSION =
            new SavedSession(-3, new byte[] {1, -2, 3}, Duration.ofSeconds(20));
    private static final Optional<SystemId> NO_ID = Optional.empty();

    @TempDir Path directory;
    private Path path;

    @BeforeEach
    void chooseThePath() {
        path = directory.resolve("deep/er/session.json");
    }

    @Test
    void theIdentityOfTheDataIsInTheFileAsSoonAsItIsKnown() {
        SystemId ours = new SystemId("7123456789012345678");
        SystemId other = new SystemId("7000000000000000000");
        SessionFile file = file("c", "a", "m1", NO_ID);
        file.save(SESSION);
        file.learn(ours);
        assertTrue(file("c", "a", "m1", Optional.of(ours)).load().isPresent());
        assertTrue(file("c", "a", "m1", Optional.of(other)).load().isEmpty());
    }

    @Test
    void whatIsSavedIsLoadedAgain() {
        file("c", "a", "m1", NO_ID).save(SESSION);
        SavedSession loaded = file("c", "a", "m1", NO_ID).load().orElseThrow();
        assertEquals(-3, loaded.id());
        assertArrayEquals(SESSION.password(), loaded.password());
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        file("c", "a", "m1", NO_ID).save(SESSION);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void aFileOfAnybodyElseIsPassedOver() {
        SystemId one = new SystemId("7000000000000000001");
        SystemId other = new SystemId("7000000000000000002");
        file("c", "a", "m1", Optional.of(one)).save(SESSION);
        assertEquals(true, file("c", "a", "m1", Optional.of(one)).load().isPresent());
        assertEquals(true, file("c", "a", "m1", NO_ID).load().isPresent());
        assertEquals(true, file("x", "a", "m1", NO_ID).load().isEmpty());
        assertEquals(true, file("c", "x", "m1", NO_ID).load().isEmpty());
        assertEquals(true, file("c", "a", "clone", NO_ID).load().isEmpty());
        assertEquals(true, file("c", "a", "m1", Optional.of(other)).load().isEmpty());
    }

    @Test
    void garbageAndAbsenceMeanNoSession() throws IOException {
        assertEquals(true, file("c", "a", "m1", NO_ID).load().isEmpty());
        Files.createDirectories(path.getParent());
        Files.writeString(path, "{\"scope\":");
        assertEquals(true, file("c", "a", "m1", NO_ID).load().isEmpty());
        Files.writeString(
                path,
                "{\"scope\":\"c\",\"member\":\"a\",\"machine_id\":\"m1\",\"session_id\":\"zz\"}");
        assertEquals(true, file("c", "a", "m1", NO_ID).load().isEmpty());
    }

    @Test
    void aDiscardedSessionIsGone() {
        SessionFile file = file("c", "a", "m1", NO_ID);
        file.save(SESSION);
        file.discard();
        assertEquals(true, file.load().isEmpty());
    }

    private SessionFile file(
            String scope, String member, String machine, Optional<SystemId> systemId) {
        return new SessionFile(path, new SessionFile.Owner(scope, member, machine, systemId));
    }
}
