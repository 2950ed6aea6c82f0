package io.matriarch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterConfigTest {
    private static final String BOOTSTRAP =
            "{\"ttl\":25,\"postgresql\":{\"parameters\":{\"fsync\":true,\"max_connections\":50}}}";

    @TempDir private Path directory;
    private Path remembered;

    @BeforeEach
    void rememberARunOfThePast() throws IOException {
        remembered = directory.resolve("config.json");
        Files.writeString(remembered, "{\"ttl\":40}");
    }

    private ClusterConfig config() {
        return new ClusterConfig(remembered, directory, BOOTSTRAP);
    }

    @Test
    void beginsWithBootstrapWhereThereIsNoData() {
        assertEquals(25, config().settings().ttl().toSeconds());
        assertEquals(BOOTSTRAP, config().first());
    }

    @Test
    void beginsWithWhatItRemembersWhereThereIsData() throws IOException {
        Files.writeString(directory.resolve("PG_VERSION"), "15");
        assertEquals(40, config().settings().ttl().toSeconds());
        Files.writeString(remembered, "broken");
        assertEquals(25, config().settings().ttl().toSeconds());
    }

    @Test
    void keepsWhatItReads() throws IOException {
        ClusterConfig config = config();
        assertEquals(Map.of("fsync", "on", "max_connections", "50"), config.parameters());
        config.learn(Optional.of("{\"postgresql\":{\"parameters\":{\"work_mem\":\"8MB\"}}}"));
        assertEquals(Map.of("work_mem", "8MB"), config.parameters());
        assertEquals(
                "{\"postgresql\":{\"parameters\":{\"work_mem\":\"8MB\"}}}",
                Files.readString(remembered));
    }
}
