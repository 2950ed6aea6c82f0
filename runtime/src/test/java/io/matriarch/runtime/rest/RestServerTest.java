package io.matriarch.runtime.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.matriarch.runtime.SampleCluster;
import io.matriarch.runtime.config.Credentials;
import io.matriarch.runtime.config.HostPort;
import io.matriarch.runtime.config.RestConfig;
import io.matriarch.state.Lease;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Tags;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class RestServerTest {
    private static final Credentials LOGIN = new Credentials("u", "p");

    private final FakeAgent agent = new FakeAgent();
    private final HttpClient client = HttpClient.newHttpClient();
    private RestServer server;

    @BeforeEach
    void start() throws IOException {
        server = start(Optional.empty(), List.of());
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private RestServer start(Optional<Credentials> login, List<String> allowlist)
            throws IOException {
        HostPort listen = new HostPort("127.0.0.1", 0);
        return RestServer.start(new RestConfig(listen, listen, login, allowlist), agent, agent);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(30))
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private int code(String path) throws IOException, InterruptedException {
        return send("GET", path, "").statusCode();
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", path, body);
        return answer.statusCode() + " " + answer.body();
    }

    private void leads() {
        agent.set(state -> state.with(FakeAgent.lease(120_000)).with(FakeAgent.primary()));
    }

    private void follows() {
        agent.set(state -> state.with(new Lease.None()).with(FakeAgent.standby()));
    }

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
        LocalSettings local = state.local();
        Tags tags = SampleCluster.tags(shown);
        return new LocalSettings(
                local.name(),
                local.scope(),
                local.connUrl(),
                local.apiUrl(),
                local.version(),
                tags,
                local.mayBootstrap(),
                local.reportDelay(),
                local.guarded());
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

    @Test
    void refusesMalformedRequestsForAnotherLeader() throws Exception {
        leads();
        assertEquals(
                "400 Failover could be performed only to a specific candidate",
                post("/failover", "{\"leader\":\"n1\"}"));
        assertEquals(
                "400 Switchover could be performed only from a specific leader",
                post("/switchover", "{\"candidate\":\"n2\"}"));
        assertEquals(
                "400 Switchover target and source are the same",
                post("/switchover", "{\"leader\":\"n1\",\"candidate\":\"n1\"}"));
        assertEquals(
                "400 Failover can't be scheduled",
                post(
                        "/failover",
                        "{\"candidate\":\"n2\",\"scheduled_at\":\"2030-01-01T00:00:00Z\"}"));
        assertEquals(
                "400 Timezone information is mandatory for the scheduled switchover",
                post(
                        "/switchover",
                        "{\"leader\":\"n1\",\"scheduled_at\":\"2030-01-01T00:00:00\"}"));
        assertEquals(
                "422 Cannot schedule switchover in the past",
                post(
                        "/switchover",
                        "{\"leader\":\"n1\",\"scheduled_at\":\"2020-01-01T00:00:00Z\"}"));
        assertEquals("400 the body must be a JSON object", post("/switchover", "nonsense"));
        assertEquals(List.of(), agent.written);
    }

    @Test
    void refusesRequestsThatDoNotFitTheCluster() throws Exception {
        leads();
        assertEquals(
                "412 leader name does not match",
                post("/switchover", "{\"leader\":\"n2\",\"candidate\":\"n1\"}"));
        assertEquals(
                "412 candidate does not exists",
                post("/switchover", "{\"leader\":\"n1\",\"candidate\":\"n9\"}"));
        assertEquals(
                "412 switchover is not possible: no good candidates have been found",
                post("/switchover", "{\"leader\":\"n1\",\"candidate\":\"n2\"}"));
    }

    @Test
    void writesAScheduledSwitchover() throws Exception {
        leads();
        assertEquals(
                "202 Switchover scheduled",
                post(
                        "/switchover",
                        "{\"leader\":\"n1\",\"scheduled_at\":\"2030-01-01T00:00:00+00:00\"}"));
        assertEquals(
                List.of("Optional[n1] Optional.empty Optional[2030-01-01T00:00:00Z]"),
                agent.written);
    }

    @Test
    void guardsUnsafeRequests() throws Exception {
        server.close();
        server = start(Optional.of(LOGIN), List.of());
        HttpResponse<String> answer = send("POST", "/failover", "{}");
        assertEquals("401 no auth header received", answer.statusCode() + " " + answer.body());
        assertEquals(
                "Basic realm=\"Patroni\"",
                answer.headers().firstValue("WWW-Authenticate").orElse(""));
        assertEquals(
                401, send("POST", "/failover", "{}", "Authorization", "Basic eA==").statusCode());
        assertEquals(
                400, send("POST", "/failover", "{}", "Authorization", LOGIN.header()).statusCode());
        assertEquals(200, code("/patroni"));
    }

    @Test
    void keepsTheAllowlist() throws Exception {
        server.close();
        server = start(Optional.empty(), List.of("10.0.0.0/8"));
        assertEquals("403 Access is denied", post("/failover", "{}"));
        server.close();
        server = start(Optional.empty(), List.of("10.0.0.0/8", "127.0.0.0/8"));
        assertEquals("400 the body must be a JSON object", post("/failover", "{}"));
    }
}
