package io.matriarch.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchdogReaderTest {
    @TempDir private Path directory;

    @Test
    void withoutASectionItIsAutomatic() throws Exception {
        assertEquals("AUTOMATIC PT5S /dev/watchdog DEFAULT", read(""));
        assertEquals("AUTOMATIC PT5S /dev/watchdog DEFAULT", read("watchdog: {}"));
    }

    @Test
    void eachKeyCounts() throws Exception {
        assertEquals(
                "REQUIRED PT8S /tmp/dog TESTING",
                read(
                        "watchdog: {mode: required, safety_margin: 8, device: /tmp/dog, driver:"
                                + " testing}"));
    }

    @Test
    void minusOneIsHalfOfTtl() throws Exception {
        assertEquals(
                "AUTOMATIC half /dev/watchdog DEFAULT",
                read("watchdog: {mode: auto, safety_margin: -1}"));
    }

    @Test
    void aModeMayBeABoolean() throws Exception {
        for (String off : new String[] {"off", "false", "no", "0", "disabled", "OFF"}) {
            assertEquals("OFF PT5S /dev/watchdog DEFAULT", read("watchdog: {mode: " + off + "}"));
        }
        for (String on : new String[] {"on", "true", "yes", "1", "t", "automatic"}) {
            assertEquals(
                    "AUTOMATIC PT5S /dev/watchdog DEFAULT", read("watchdog: {mode: " + on + "}"));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWithARemedy() {
        assertEquals(
                "watchdog.mode: \"sometimes\" does not fit. Write off, automatic or required.",
                refusal("watchdog: {mode: sometimes}"));
        assertEquals(
                "watchdog.safety_margin: \"soon\" does not fit. Write whole seconds, or -1 for"
                        + " half of ttl.",
                refusal("watchdog: {safety_margin: soon}"));
        assertEquals(
                "watchdog.driver: \"usb\" does not fit. Remove it: there is but one.",
                refusal("watchdog: {driver: usb}"));
    }

    private String read(String section) throws Exception {
        WatchdogConfig read = load(section).config().watchdog();
        return "%s %s %s %s"
                .formatted(
                        read.policy().mode(),
                        read.policy().safetyMargin().map(Object::toString).orElse("half"),
                        read.device(),
                        read.driver());
    }

    private String refusal(String section) {
        ConfigException refused = assertThrows(ConfigException.class, () -> load(section));
        String message = refused.getMessage();
        return message.substring(message.indexOf("watchdog.")).strip();
    }

    private ConfigFile.Loaded<AgentConfig> load(String section)
            throws IOException, ConfigException {
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
        return new ConfigFile(file, Map.of()).load();
    }
}
