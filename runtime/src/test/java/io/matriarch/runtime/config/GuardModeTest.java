package io.matriarch.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuardModeTest {
    @TempDir private Path directory;

    @Test
    void itIsOnUnlessToldOtherwise() throws Exception {
        assertEquals(true, isOn("", Map.of()));
        assertEquals(true, isOn("guard: {}", Map.of()));
        for (String on : List.of("on", "true", "yes", "ON", "\"on\"")) {
            assertEquals(true, isOn("guard: {mode: " + on + "}", Map.of()));
        }
        for (String off : List.of("off", "false", "no", "Off", "'off'")) {
            assertEquals(false, isOn("guard: {mode: " + off + "}", Map.of()));
        }
    }

    @Test
    void theEnvironmentOutranksTheFile() throws Exception {
        assertEquals(false, isOn("", Map.of("MATRIARCH_GUARD_MODE", "off")));
        assertEquals(true, isOn("guard: {mode: off}", Map.of("MATRIARCH_GUARD_MODE", "on")));
    }

    @Test
    void whatDoesNotFitIsRefusedWithARemedy() {
        assertEquals(
                "guard.mode: \"automatic\" does not fit. Write on or off.",
                refusal("guard: {mode: automatic}", Map.of()));
        assertEquals(
                "guard: must be a section of keys, not a single value.",
                refusal("guard: off", Map.of()));
        assertEquals(
                "environment MATRIARCH_GUARD_MODE: guard.mode: \"maybe\" does not fit. Write on or"
                        + " off.",
                refusal("", Map.of("MATRIARCH_GUARD_MODE", "maybe")));
    }

    private boolean isOn(String section, Map<String, String> environment) throws Exception {
        return file(section, environment).load().config().guarded();
    }

    private String refusal(String section, Map<String, String> environment) {
        ConfigException refused =
                assertThrows(ConfigException.class, () -> file(section, environment).load());
        return refused.getMessage().replaceFirst("^.*n1.yml line \\d+: ", "").strip();
    }

    private ConfigFile file(String section, Map<String, String> environment) throws IOException {
        Path file = directory.resolve("n1.yml");
        Files.writeString(
                file,
                """
                scope: batman
                name: n1
                restapi: {listen: "127.0.0.1:8008"}
                zookeeper: {hosts: "10.0.0.1:2181"}
                postgresql:
                  listen: 127.0.0.1:5432
                  data_dir: /data/n1
                  authentication:
                    superuser: {username: postgres, password: p1}
                    replication: {username: rep, password: p2}
                """
                        + section
                        + "\n");
        return new ConfigFile(file, environment);
    }
}
