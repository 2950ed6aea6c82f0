package io.matriarch.runtime.postgres.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.runtime.postgres.config.TestSettings;
import io.matriarch.runtime.postgres.probe.UpstreamText;
import io.matriarch.runtime.postgres.process.CommandPrefix;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.value.Moment;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerTest {
    private static final Map<String, String> ARCHIVE = Map.of("restore_command", "cp /a/%f %p");

    @TempDir private Path top;

    @Test
    void logIsRestoredWhereTheMemberOrTheWholeStandbyClusterHasAnArchive() {
        assertEquals(true, server(ARCHIVE, Map.of()).restoresLog());
        assertEquals(true, server(Map.of(), ARCHIVE).restoresLog());
        assertEquals(false, server(Map.of(), Map.of()).restoresLog());
    }

    private Server server(Map<String, String> own, Map<String, String> ofAll) {
        return new Server(
                TestSettings.of(top.resolve("data"), Map.of(), own),
                new PostgresProcesses(top.resolve("data")),
                TreeMap::new,
                () -> new TreeMap<>(ofAll),
                new UpstreamText(),
                () -> Moment.ZERO,
                CommandPrefix.NONE);
    }
}
