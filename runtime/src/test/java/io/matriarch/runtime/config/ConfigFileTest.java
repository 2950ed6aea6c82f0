package io.matriarch.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final String GOOD =
            """
            scope: batman
            namespace: /service/
            name: n1
            restapi:
              listen: 127.0.0.1:8008
              connect_address: 10.0.0.1:8008
              authentication: {username: u, password: secret1}
            zookeeper:
              hosts: [10.0.0.1:2181, "10.0.0.2"]
            bootstrap:
              dcs: {ttl: 30, postgresql: {use_pg_rewind: true, parameters: {max_connections: 50}}}
              initdb:
                - encoding: UTF8
                - data-checksums
            postgresql:
              listen: 0.0.0.0:5432
              connect_address: 10.0.0.1:5432
              data_dir: /data/n1
              bin_dir: /usr/lib/postgresql/15/bin
              authentication:
                superuser: {username: postgres, password: p1}
                replication: {username: rep, password: p2, sslmode: require}
              parameters:
                shared_buffers: 128MB
                log_statement: on
              pg_hba:
                - host all all 10.0.0.0/8 md5
            tags:
              nofailover: false
              clonefrom: true
              datacenter: west
            log:
              level: DEBUG
            """;

    @TempDir private Path directory;

    private Path write(String text) throws IOException {
        Path file = directory.resolve("n1.yml");
        Files.writeString(file, text);
        return file;
    }

    private ConfigFile.Loaded<AgentConfig> load(String text) throws IOException, ConfigException {
        return new ConfigFile(write(text), Map.of()).load();
    }

    private List<ConfigError> errors(String text) throws IOException {
        ConfigFile file = new ConfigFile(write(text), Map.of());
        return assertThrows(ConfigException.class, file::load).errors();
    }

    private String only(String text) throws IOException {
        List<ConfigError> errors = errors(text);
        assertEquals(1, errors.size(), errors.toString());
        return errors.getFirst().toString().replace(directory.toString(), "");
    }

    @Test
    void readsAPatroniFile() throws Exception {
        ConfigFile.Loaded<AgentConfig> loaded = load(GOOD);
        AgentConfig config = loaded.config();
        assertEquals(List.of(), loaded.warnings());
        assertEquals("/service", config.namespace());
        assertEquals("10.0.0.1:2181,10.0.0.2:2181", config.zookeeper().connectString());
        assertEquals("http://10.0.0.1:8008/patroni", config.rest().apiUrl());
        assertEquals("postgres://10.0.0.1:5432/postgres", config.postgres().connUrl());
        assertEquals(List.of("encoding=UTF8", "data-checksums"), config.bootstrap().initdb());
        assertEquals("on", config.postgres().parameters().get("log_statement"));
        assertEquals("require", config.postgres().replication().options().get("sslmode"));
        assertEquals(Path.of("/data/n1.matriarch"), config.stateDir());
        assertEquals(Duration.ofSeconds(2), config.reportDelay());
        assertEquals(Level.FINE, config.log().level());
        assertEquals(
                "{\"ttl\":30,\"postgresql\":{\"use_pg_rewind\":true,"
                        + "\"parameters\":{\"max_connections\":50}}}",
                config.bootstrap().dcs());
    }

    @Test
    void publishesTagsButNotThoseThatAreOff() throws Exception {
        var tags = load(GOOD).config().tags();
        assertTrue(tags.mayLead());
        assertEquals(Map.of("clonefrom", "true", "datacenter", "\"west\""), tags.shown());
    }

    @Test
    void neverPrintsPasswords() throws Exception {
        String printed = load(GOOD).config().toString();
        assertFalse(printed.contains("secret1"), printed);
        assertFalse(printed.contains("p1") && printed.contains("password"), printed);
    }

    @Test
    void tellsLineAndColumnOfBrokenYaml() throws IOException {
        String error = only("scope: batman\nname: [n1\nzookeeper: {}\n");
        assertTrue(error.startsWith("/n1.yml line 3 column 10: not YAML: "), error);
        assertEquals(1, error.lines().count());
    }

    @Test
    void advisesAgainstTabs() throws IOException {
        String error = only("restapi:\n\tlisten: 127.0.0.1:8008\n");
        assertTrue(error.contains("line 2"), error);
        assertTrue(error.endsWith("Indent with blanks, not with tabs."), error);
    }

    @Test
    void namesEverythingThatIsMissingAtOnce() throws IOException {
        List<String> keys = errors("namespace: x\n").stream().map(ConfigError::key).toList();
        assertEquals(
                List.of(
                        "name",
                        "scope",
                        "restapi.connect_address",
                        "zookeeper.hosts",
                        "postgresql.listen",
                        "postgresql.data_dir",
                        "postgresql.connect_address"),
                keys);
    }

    @Test
    void namesKeyValueLineAndRemedyOfAWrongValue() throws IOException {
        assertEquals(
                "/n1.yml line 16: postgresql.listen: \"5432\" does not fit. Write it as host:port.",
                only(GOOD.replace("listen: 0.0.0.0:5432", "listen: 5432")));
        assertEquals(
                "/n1.yml line 9: zookeeper.hosts: \"10.0.0.2:x\" does not fit."
                        + " Write each server as host:port.",
                only(GOOD.replace("\"10.0.0.2\"", "\"10.0.0.2:x\"")));
    }

    @Test
    void refusesAListWhereASectionBelongs() throws IOException {
        assertEquals(
                "/n1.yml line 28: tags: must be a section of keys, not a list.",
                only(
                        GOOD.replace(
                                "tags:\n  nofailover: false\n  clonefrom: true\n  datacenter: west",
                                "tags: [nofailover]")));
    }

    @Test
    void warnsOfAnUnknownKeyAndNamesTheNearest() throws Exception {
        List<String> warnings = load(GOOD.replace("bin_dir:", "bin_dri:")).warnings();
        assertEquals(
                List.of(
                        directory.resolve("n1.yml")
                                + " line 19: postgresql.bin_dri: unknown key, ignored; did you mean"
                                + " \"bin_dir\"?"),
                warnings);
    }

    @Test
    void warnsOfAClusterSettingInTheWrongPlace() throws Exception {
        List<String> warnings = load(GOOD + "ttl: 20\n").warnings();
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().contains("ttl: has no effect here"), warnings.getFirst());
    }

    @Test
    void letsTheEnvironmentOutrankTheFile() throws Exception {
        ConfigFile file =
                new ConfigFile(
                        write(GOOD),
                        Map.of(
                                "PATRONI_NAME", "n7",
                                "PATRONI_POSTGRESQL_LISTEN", "10.0.0.7:5433",
                                "PATRONI_SUPERUSER_PASSWORD", "fromenv"));
        AgentConfig config = file.load().config();
        assertEquals("n7", config.name().text());
        assertEquals(5433, config.postgres().listen().port());
        assertEquals("fromenv", config.postgres().superuser().password());
    }

    @Test
    void namesTheVariableOfAWrongValue() throws IOException {
        ConfigFile file =
                new ConfigFile(write(GOOD), Map.of("PATRONI_POSTGRESQL_LISTEN", "nonsense"));
        ConfigException e = assertThrows(ConfigException.class, file::load);
        assertTrue(e.getMessage().startsWith("environment PATRONI_POSTGRESQL_LISTEN: "));
    }

    @Test
    void acceptsTheOlderPlaceOfLogins() throws Exception {
        String older =
                GOOD.replace(
                        "  authentication:\n"
                                + "    superuser: {username: postgres, password: p1}\n"
                                + "    replication: {username: rep, password: p2, sslmode: require}\n",
                        "  superuser: {username: old, password: p3}\n"
                                + "  replication: {username: oldrep, password: p4}\n");
        AgentConfig config = load(older).config();
        assertEquals("old", config.postgres().superuser().username());
        assertEquals("oldrep", config.postgres().replication().username());
        assertEquals(Optional.empty(), config.postgres().rewind());
    }

    @Test
    void followsAnchorsAndMerges() throws Exception {
        String merged =
                GOOD.replace(
                                "    replication: {username: rep, password: p2, sslmode: require}",
                                "    replication: {<<: *login, username: rep}")
                        .replace(
                                "superuser: {username: postgres, password: p1}",
                                "superuser: &login {username: postgres, password: p1}");
        AgentConfig config = load(merged).config();
        assertEquals("rep", config.postgres().replication().username());
        assertEquals("p1", config.postgres().replication().password());
    }

    @Test
    void mergesTheFilesOfADirectory() throws Exception {
        Files.writeString(directory.resolve("1.yml"), GOOD);
        Files.writeString(directory.resolve("2.yaml"), "name: n2\ntags: {clonefrom: false}\n");
        AgentConfig config = new ConfigFile(directory, Map.of()).load().config();
        assertEquals("n2", config.name().text());
        assertFalse(config.tags().clonefrom());
    }

    @Test
    void saysThatAFileIsNotThere() {
        ConfigFile file = new ConfigFile(directory.resolve("none.yml"), Map.of());
        ConfigException e = assertThrows(ConfigException.class, file::load);
        assertEquals(directory.resolve("none.yml") + ": there is no such file.", e.getMessage());
    }

    @Test
    void givesTheCommandLineToolWhatItNeedsOfAnyFile() throws Exception {
        CtlConfig config =
                new ConfigFile(write("zookeeper: {hosts: 'a:1,b:2/root'}\n"), Map.of())
                        .loadForCtl();
        assertEquals("a:1,b:2/root", config.zookeeper().connectString());
        assertEquals(Optional.empty(), config.scope());
    }
}
