package io.matriarch.runtime.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matriarch.runtime.SampleCluster;
import io.matriarch.runtime.peers.BallotBox;
import io.matriarch.state.Fence;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Tags;
import io.matriarch.state.Watchdog;
import io.matriarch.state.WatchdogPolicy;
import io.matriarch.value.Moment;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestServerTest extends RestBench {
    @Test
    void saysPrimaryWhileTheLeaseIsHeld() throws Exception {
        leads();
        for (String path :
                List.of(
                        "/",
                        "/primary",
                        "/master",
                        "/leader",
                        "/read-write",
                        "/read-only",
                        "/health",
                        "/readiness",
                        "/liveness",
                        "/x-primary-y",
                        "/primary?lag=1")) {
            assertEquals(200, code(path), path);
        }
        for (String path : List.of("/replica", "/sync", "/nonsense", "/standby-leader", "/async")) {
            assertEquals(503, code(path), path);
        }
    }

    @Test
    void saysNoMoreFromTheMomentTheLeaseEndsEvenIfTheLoopHangs() throws Exception {
        leads();
        agent.setNow(119_999);
        assertEquals(200, code("/primary"));
        agent.setNow(120_000);
        assertEquals(503, code("/primary"));
        assertEquals(503, code("/leader"));
        assertEquals(200, code("/health"));
    }

    @Test
    void saysNothingOfThePrimaryWithoutAConfirmedLease() throws Exception {
        agent.set(state -> state.with(FakeAgent.primary()));
        assertEquals(503, code("/primary"));
    }

    @Test
    void saysReplicaOfAStandby() throws Exception {
        follows();
        for (String path :
                List.of(
                        "/replica",
                        "/read-only",
                        "/async",
                        "/health",
                        "/readiness",
                        "/replica?lag=10MB",
                        "/replica?lag=nonsense",
                        "/replica?replication_state=streaming")) {
            assertEquals(200, code(path), path);
        }
        for (String path :
                List.of(
                        "/primary",
                        "/leader",
                        "/replica?lag=100kB",
                        "/replica?tag_dc=west",
                        "/replica?replication_state=other",
                        "/readiness?lag=1kB")) {
            assertEquals(503, code(path), path);
        }
    }

    @Test
    void looksAtTags() throws Exception {
        follows();
        agent.set(state -> state.with(tagged(state, Map.of("dc", "\"west\""))));
        assertEquals(200, code("/replica?tag_dc=west"));
        assertEquals(503, code("/replica?tag_dc=east"));
        agent.set(state -> state.with(tagged(state, Map.of("noloadbalance", "true"))));
        assertEquals(503, code("/replica"));
    }

    private static LocalSettings tagged(NodeState state, Map<String, String> shown) {
        return local(state.local(), SampleCluster.tags(shown), state.local().guarded());
    }

    private static LocalSettings guarded(NodeState state) {
        return local(state.local(), state.local().tags(), true);
    }

    private static LocalSettings local(LocalSettings local, Tags tags, boolean guarded) {
        return new LocalSettings(
                local.name(),
                local.scope(),
                local.connUrl(),
                local.apiUrl(),
                local.version(),
                tags,
                local.scripts(),
                local.mayBootstrap(),
                local.reportDelay(),
                guarded);
    }

    @Test
    void tellsWhetherAGuardIsOnAndUntilWhenItIsArmed() throws Exception {
        leads();
        assertEquals("{\"mode\":\"off\"}", status().path("guard").toString());
        Moment until = agent.now().plus(Duration.ofMillis(12_500));
        agent.set(state -> state.with(guarded(state)).with(new Fence.Armed(3, until)));
        assertEquals(
                "{\"mode\":\"on\",\"state\":\"armed\",\"armed_until\":\"2026-07-24"
                        + " 10:00:12.500000+00:00\"}",
                status().path("guard").toString());
        agent.set(state -> state.with(new Fence.Unarmed()));
        assertEquals(
                "{\"mode\":\"on\",\"state\":\"not armed\"}", status().path("guard").toString());
    }

    @Test
    void tellsThatItMustNotLeadWithoutItsWatchdog() throws Exception {
        follows();
        assertEquals(false, status().has("watchdog_failed"));
        Watchdog.Device gone = new Watchdog.Device(Watchdog.Health.ABSENT, "gone", Moment.ZERO);
        WatchdogPolicy required = WatchdogPolicy.DEFAULTS.with(WatchdogPolicy.Mode.REQUIRED);
        agent.set(
                state -> state.with(state.local().with(required)).with(new Watchdog.Resting(gone)));
        assertEquals(true, status().path("watchdog_failed").asBoolean());
    }

    private JsonNode status() throws Exception {
        return new ObjectMapper().readTree(send("GET", "/patroni", "").body());
    }

    @Test
    void answersHeadAndOptionsWithTheBareStatus() throws Exception {
        leads();
        for (String method : List.of("HEAD", "OPTIONS")) {
            HttpResponse<String> answer = send(method, "/primary", "");
            assertEquals(200, answer.statusCode());
            assertEquals("", answer.body());
            assertEquals(503, send(method, "/patroni", "").statusCode());
        }
    }

    @Test
    void isNotAliveWhenTheLoopIsLongOverdue() throws Exception {
        leads();
        agent.setOverdue(Duration.ofSeconds(29));
        assertEquals(200, code("/liveness"));
        agent.setOverdue(Duration.ofSeconds(31));
        assertEquals(503, code("/liveness"));
        follows();
        assertEquals(200, code("/liveness"));
    }

    @Test
    void tellsItsStatusWithAFreshLogPosition() throws Exception {
        leads();
        agent.setProbe(FakeAgent.standby());
        HttpResponse<String> answer = send("GET", "/patroni", "");
        JsonNode status = new ObjectMapper().readTree(answer.body());
        assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals("replica", status.path("role").asText());
        assertEquals("running", status.path("state").asText());
        assertEquals(
                SampleCluster.STANDBY_AT.bytes(),
                status.path("xlog").path("received_location").asLong());
        assertEquals(1, status.path("timeline").asInt());
        assertEquals("streaming", status.path("replication_state").asText());
        assertEquals("batman", status.path("patroni").path("scope").asText());
        assertEquals(FakeAgent.WALL.getEpochSecond() - 3, status.path("dcs_last_seen").asLong());
        assertEquals(
                SampleCluster.SYSTEM.text(), status.path("database_system_identifier").asText());
    }

    @Test
    void asksTheMachineForItsVoteWhenACandidateWantsIt() throws Exception {
        follows();
        String body = send("GET", "/patroni", "", BallotBox.HEADER, "n2").body();
        assertEquals(
                "{\"withdrew\":true,\"location\":7,\"why\":\"asked by n2\"}",
                new ObjectMapper().readTree(body).path("vote").toString());
        assertFalse(send("GET", "/patroni", "").body().contains("vote"));
    }

    @Test
    void tellsThePositionOfAPrimary() throws Exception {
        leads();
        JsonNode status = new ObjectMapper().readTree(send("GET", "/patroni", "").body());
        assertEquals("primary", status.path("role").asText());
        assertEquals(
                SampleCluster.LEADER_AT.bytes(), status.path("xlog").path("location").asLong());
    }

    @Test
    void tellsItsStatusWhenPostgresIsDown() throws Exception {
        agent.set(state -> state.with(new Postgres.NoData()));
        HttpResponse<String> answer = send("GET", "/health", "");
        assertEquals(503, answer.statusCode());
        JsonNode status = new ObjectMapper().readTree(answer.body());
        assertEquals("stopped", status.path("state").asText());
        assertTrue(status.path("xlog").isMissingNode());
    }

    @Test
    void isNotHealthyWhenPostgresHangs() throws Exception {
        leads();
        assertEquals(200, code("/health"));
        agent.set(state -> state.with(new Postgres.Hanging("no answer")));
        assertEquals(503, code("/health"));
        assertEquals(200, code("/primary"));
    }

    @Test
    void showsTheCluster() throws Exception {
        JsonNode cluster = new ObjectMapper().readTree(send("GET", "/cluster", "").body());
        assertEquals("batman", cluster.path("scope").asText());
        JsonNode n1 = cluster.path("members").path(0);
        assertEquals("leader", n1.path("role").asText());
        assertEquals("running", n1.path("state").asText());
        assertTrue(n1.path("lag").isMissingNode());
        JsonNode n2 = cluster.path("members").path(1);
        assertEquals("streaming", n2.path("state").asText());
        assertEquals("0/4F00000", n2.path("receive_lsn").asText());
        assertEquals(1 << 20, n2.path("lag").asInt());
        assertEquals(5433, n2.path("port").asInt());
    }

    @Test
    void showsConfigAndHistory() throws Exception {
        assertEquals("{\"ttl\":30}", send("GET", "/config", "").body());
        assertEquals("[]", send("GET", "/history", "").body());
    }

    @Test
    void knowsNoOtherMethods() throws Exception {
        assertEquals(501, send("PUT", "/config", "{}").statusCode());
        assertEquals(501, send("POST", "/nonsense", "{}").statusCode());
    }
}
