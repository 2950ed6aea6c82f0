package io.matriarch.runtime.rest;

import io.matriarch.runtime.config.Credentials;
import io.matriarch.runtime.config.HostPort;
import io.matriarch.runtime.config.RestConfig;
import io.matriarch.state.Lease;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A REST server over an agent whose state a test sets, and a client of it. */
abstract class RestBench {
    static final Credentials LOGIN = new Credentials("u", "p");

    final FakeAgent agent = new FakeAgent();
    private final HttpClient client = HttpClient.newHttpClient();
    RestServer server;

    @BeforeEach
    final void start() throws IOException {
        server = start(Optional.empty(), List.of());
    }

    @AfterEach
    final void stop() {
        server.close();
        client.close();
    }

    final RestServer start(Optional<Credentials> login, List<String> allowlist) throws IOException {
        HostPort listen = new HostPort("127.0.0.1", 0);
        return RestServer.start(new RestConfig(listen, listen, login, allowlist), agent, agent);
    }

    final HttpResponse<String> send(String method, String path, String body, String... headers)
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

    final int code(String path) throws IOException, InterruptedException {
        return send("GET", path, "").statusCode();
    }

    final String post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", path, body);
        return answer.statusCode() + " " + answer.body();
    }

    final void leads() {
        agent.set(state -> state.with(FakeAgent.lease(120_000)).with(FakeAgent.primary()));
    }

    final void follows() {
        agent.set(state -> state.with(new Lease.None()).with(FakeAgent.standby()));
    }
}
