package io.matriarch.runtime.postgres.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.matriarch.runtime.postgres.ServerVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ServerParametersTest {
    private static final ServerVersion V15 = new ServerVersion(15);

    @Test
    void theFileOverridesTheDcsExceptWhereMembersMustAgree() {
        ServerParameters both =
                of(
                        Map.of("work_mem", "1MB", "max_connections", "10"),
                        Map.of("work_mem", "2MB", "max_connections", "200", "jit", "off"));
        assertEquals("1MB", both.file().get("work_mem"));
        assertEquals("off", both.file().get("jit"));
        assertEquals("200", both.file().get("max_connections"));
    }

    @Test
    void nobodySetsWhatOtherSectionsSay() {
        ServerParameters both =
                of(Map.of("port", "1", "hot_standby", "off"), Map.of("cluster_name", "x"));
        assertEquals("5433", both.file().get("port"));
        assertEquals("on", both.file().get("hot_standby"));
        assertEquals("batman", both.file().get("cluster_name"));
    }

    @Test
    void theCommandLineRepeatsWhatAlterSystemMustNotChange() {
        assertEquals(
                List.of(
                        "--listen_addresses=10.0.0.1,127.0.0.1",
                        "--port=5433",
                        "--cluster_name=batman",
                        "--hot_standby=on",
                        "--wal_level=logical",
                        "--max_connections=100",
                        "--max_wal_senders=10",
                        "--max_prepared_transactions=0",
                        "--max_locks_per_transaction=64",
                        "--track_commit_timestamp=off",
                        "--max_replication_slots=10",
                        "--max_worker_processes=8",
                        "--wal_log_hints=on"),
                of(Map.of(), Map.of("wal_level", "logical")).arguments());
    }

    @Test
    void anUnacceptableValueGivesWayToTheDefault() {
        ServerParameters odd =
                of(
                        Map.of(),
                        Map.of(
                                "max_connections", "24",
                                "wal_level", "minimal",
                                "track_commit_timestamp", "perhaps",
                                "wal_keep_size", "1MB",
                                "max_worker_processes", "many"));
        assertEquals("100", odd.file().get("max_connections"));
        assertEquals("replica", odd.file().get("wal_level"));
        assertEquals("off", odd.file().get("track_commit_timestamp"));
        assertEquals("128MB", odd.file().get("wal_keep_size"));
        assertEquals("8", odd.file().get("max_worker_processes"));
    }

    @Test
    void keptLogIsConvertedBetweenItsTwoNames() {
        assertEquals(
                "320MB",
                of(Map.of(), Map.of("wal_keep_segments", "20")).file().get("wal_keep_size"));
        ServerParameters old =
                ServerParameters.of(
                        TestSettings.of(Path.of("/data"), Map.of()),
                        new ServerVersion(12),
                        new TreeMap<>(Map.of("wal_keep_size", "1GB")),
                        Map.of());
        assertEquals("64", old.file().get("wal_keep_segments"));
        assertFalse(old.file().containsKey("wal_keep_size"));
    }

    @Test
    void aStandbyHasAtLeastWhatItsPrimaryHad() {
        ServerParameters standby =
                ServerParameters.of(
                        TestSettings.of(Path.of("/data"), Map.of()),
                        V15,
                        new TreeMap<>(Map.of("max_connections", "50")),
                        Map.of(
                                "max_connections setting", "80",
                                "max_worker_processes setting", "4"));
        assertEquals("80", standby.fixed().get("max_connections"));
        assertEquals("8", standby.fixed().get("max_worker_processes"));
    }

    private static ServerParameters of(Map<String, String> file, Map<String, String> dcs) {
        return ServerParameters.of(
                TestSettings.of(Path.of("/data"), file), V15, new TreeMap<>(dcs), Map.of());
    }
}
