package io.matriarch.runtime.dcs.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.FailoverPolicy;
import io.matriarch.state.RejoinPolicy;
import io.matriarch.state.SlotPolicy;
import io.matriarch.state.StandbyCluster;
import io.matriarch.state.SyncPolicy;
import io.matriarch.state.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettingsJsonTest {
    @Test
    void anEmptyObjectGivesTheDefaults() {
        assertEquals(DynamicSettings.DEFAULTS, read("{}"));
    }

    @Test
    void valuesAreReadAsNumbersAsTextAndWithUnits() {
        DynamicSettings settings =
                read(
                        "{\"ttl\":\"40s\",\"loop_wait\": 5,\"retry_timeout\":\"10\","
                                + "\"maximum_lag_on_failover\":\"2MB\",\"primary_start_timeout\":\"5min\","
                                + "\"primary_stop_timeout\":\"90\",\"check_timeline\":\"on\","
                                + "\"maximum_age_on_failover\":\"1h\","
                                + "\"postgresql\":{\"use_pg_rewind\":false}}");
        assertEquals(
                DynamicSettings.DEFAULTS
                        .withTiming(
                                Duration.ofSeconds(40),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10))
                        .with(
                                new FailoverPolicy(
                                        2_097_152,
                                        Duration.ofMinutes(5),
                                        Duration.ofSeconds(90),
                                        true,
                                        Duration.ZERO,
                                        Duration.ZERO,
                                        Duration.ofHours(1)))
                        .with(RejoinPolicy.DEFAULTS.withRewind(false)),
                settings);
    }

    @Test
    void theModesAreOffUntilTheyAreSwitchedOn() {
        DynamicSettings settings =
                read(
                        "{\"synchronous_mode\":\"quorum\",\"synchronous_mode_strict\":true,"
                                + "\"synchronous_node_count\":\"2\",\"maximum_lag_on_syncnode\":\"1MB\","
                                + "\"failsafe_mode\":\"yes\",\"pause\":true}");
        assertEquals(
                DynamicSettings.DEFAULTS
                        .with(new SyncPolicy(SyncPolicy.Mode.QUORUM, true, 2, 1_048_576, true))
                        .withFailsafe(true)
                        .withMaintenance(true),
                settings);
        assertEquals(SyncPolicy.Mode.ON, read("{\"synchronous_mode\":\"on\"}").sync().mode());
    }

    @Test
    void slotsHistoryAndAStandbyClusterAreRead() {
        Topology topology =
                read("{\"max_timelines_history\":5,\"member_slots_ttl\":\"1h\","
                                + "\"slots\":{\"a\":{},\"B\":{},\"c\":{\"type\":\"logical\","
                                + "\"database\":\"d\",\"plugin\":\"p\"},"
                                + "\"e\":{\"type\":\"logical\"}},"
                                + "\"ignore_slots\":[{\"name\":\"x\",\"type\":\"physical\"},{}],"
                                + "\"standby_cluster\":{\"host\":\"far\",\"port\":5433,"
                                + "\"primary_slot_name\":\"s\"},"
                                + "\"postgresql\":{\"use_slots\":false}}")
                        .topology();
        assertEquals(5, topology.timelinesKept());
        assertEquals(
                new SlotPolicy(
                        false,
                        Duration.ofHours(1),
                        new TreeMap<>(
                                Map.of(
                                        "a",
                                        SlotPolicy.Permanent.PHYSICAL,
                                        "c",
                                        new SlotPolicy.Permanent(
                                                true, "d", "p", SlotPolicy.Where.EVERYWHERE))),
                        List.of(new SlotPolicy.Ignored("x", "physical", "", ""))),
                topology.slots());
        assertEquals(
                Optional.of(new StandbyCluster("far", "5433", "s")), topology.standbyCluster());
    }

    @Test
    void aStandbyClusterNeedsAServerOrAnArchive() {
        assertEquals(Topology.DEFAULTS, read("{\"standby_cluster\":{}}").topology());
        assertEquals(
                Optional.of(new StandbyCluster("", "", "")),
                read("{\"standby_cluster\":{\"restore_command\":\"cp\"}}")
                        .topology()
                        .standbyCluster());
    }

    @Test
    void theOldNamesOfTheTimeoutsCountWhereTheNewOnesAreMissing() {
        DynamicSettings settings =
                read(
                        "{\"master_start_timeout\":7,\"master_stop_timeout\":8,\"primary_stop_timeout\":9}");
        assertEquals(Duration.ofSeconds(7), settings.failover().startTimeout());
        assertEquals(Duration.ofSeconds(9), settings.failover().stopTimeout());
    }

    @Test
    void valuesBelowTheirMinimumAreRaised() {
        DynamicSettings settings =
                read("{\"ttl\":5,\"loop_wait\":0,\"retry_timeout\":1,\"master_start_timeout\":-4}");
        assertEquals(Duration.ofSeconds(20), settings.ttl());
        assertEquals(Duration.ofSeconds(1), settings.loopWait());
        assertEquals(Duration.ofSeconds(3), settings.retryTimeout());
        assertEquals(Duration.ZERO, settings.failover().startTimeout());
    }

    @Test
    void loopWaitGivesWayToTheTtl() {
        assertEquals(Duration.ofSeconds(4), read("{\"ttl\":20,\"retry_timeout\":8}").loopWait());
        DynamicSettings both = read("{\"ttl\":20,\"retry_timeout\":15}");
        assertEquals(Duration.ofSeconds(1), both.loopWait());
        assertEquals(Duration.ofSeconds(9), both.retryTimeout());
    }

    @Test
    void aValueThatCannotBeReadCountsAsMissing() {
        DynamicSettings settings =
                read(
                        "{\"ttl\":\"soon\",\"loop_wait\":null,\"retry_timeout\":[],"
                                + "\"maximum_lag_on_failover\":\"1e400\",\"master_start_timeout\":1e300,"
                                + "\"check_timeline\":\"perhaps\"}");
        assertEquals(DynamicSettings.DEFAULTS, settings);
    }

    @Test
    void brokenJsonSaysWhereItIsBroken() {
        Config broken = SettingsJson.read("{\"ttl\": 30,\n \"loop_wait\" 10}");
        String why = assertInstanceOf(Config.Broken.class, broken).why();
        assertTrue(why.startsWith("not JSON: line 2, column"), why);
        assertEquals(new Config.Broken("not a JSON object"), SettingsJson.read("[1]"));
        assertInstanceOf(Config.Broken.class, SettingsJson.read("{} trailing"));
        assertEquals(new Config.Absent(), SettingsJson.read(" \n"));
    }

    private static DynamicSettings read(String text) {
        return assertInstanceOf(Config.Present.class, SettingsJson.read(text)).settings();
    }
}
