package io.matriarch.runtime.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestRequestsTest extends RestBench {
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
