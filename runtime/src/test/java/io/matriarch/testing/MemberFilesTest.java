package io.matriarch.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.runtime.config.AgentConfig;
import io.matriarch.runtime.config.ConfigFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MemberFilesTest {
    @Test
    void theAgentReadsWhatIsWritten() throws Exception {
        UnprivilegedUser user = UnprivilegedUser.choose();
        try (TestDirectory directory = TestDirectory.create(user)) {
            MemberFiles files = new MemberFiles("n1", directory.directory("n1"), 8008, 5433);
            ClusterPlan plan =
                    ClusterPlan.of("demo", 1, Path.of("lib"))
                            .withSetting("ttl", "21")
                            .withParameter("max_connections", "50");
            files.write(plan, "127.0.0.1:2181", directory);
            ConfigFile.Loaded<AgentConfig> loaded = new ConfigFile(files.config(), Map.of()).load();
            assertEquals(List.of(), loaded.warnings());
            AgentConfig config = loaded.config();
            assertEquals("demo", config.scope());
            assertEquals("n1", config.name().text());
            assertEquals(files.data(), config.postgres().dataDir());
            assertEquals("127.0.0.1:5433", config.postgres().connectAddress().toString());
            assertEquals("postgres", config.postgres().superuser().username());
            assertTrue(config.bootstrap().dcs().contains("21"), config.bootstrap().dcs());
            assertTrue(config.bootstrap().dcs().contains("50"), config.bootstrap().dcs());
        }
    }
}
