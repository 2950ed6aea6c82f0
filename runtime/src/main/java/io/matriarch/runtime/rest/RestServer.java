package io.matriarch.runtime.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.matriarch.runtime.config.HostPort;
import io.matriarch.runtime.config.RestConfig;
import io.matriarch.runtime.peers.BallotBox;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server. Each request has its own thread, so that one which waits for a switchover keeps
 * no health check waiting.
 */
public final class RestServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
    private static final int MOST_BODY_BYTES = 1 << 16;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Router router;
    private final AccessGuard access;

    private RestServer(HttpServer server, RestConfig config, AgentView agent, ClusterKeys keys) {
        this.server = server;
        this.router = new Router(agent, keys);
        this.access = new AccessGuard(config);
        this.threads =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rest-", 0).factory());
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when the address is not ours or taken
     */
    public static RestServer start(RestConfig config, AgentView agent, ClusterKeys keys)
            throws IOException {
        HostPort listen = config.listen();
        InetSocketAddress address =
                listen.isWildcard()
                        ? new InetSocketAddress(listen.port())
                        : new InetSocketAddress(listen.host(), listen.port());
        if (address.isUnresolved()) {
            throw new IOException("unknown host " + listen.host());
        }
        RestServer rest = new RestServer(HttpServer.create(address, 0), config, agent, keys);
        rest.server.createContext("/", rest::handle);
        rest.server.setExecutor(rest.threads);
        rest.server.start();
        return rest;
    }

    /** Where it listens, with the port that the system chose for port 0. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            send(exchange, reply(exchange));
        } catch (IOException e) {
            LOG.debug("a client went away: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error(
                    "no answer to {} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        if (Router.isUnsafe(method)) {
            Optional<Reply> refusal =
                    access.refusal(
                            exchange.getRemoteAddress().getAddress(),
                            Optional.ofNullable(
                                    exchange.getRequestHeaders().getFirst("Authorization")));
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        return router.answer(
                method,
                exchange.getRequestURI().getPath(),
                Query.of(exchange.getRequestURI().getRawQuery()),
                body(exchange),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(BallotBox.HEADER)));
    }

    private static String body(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            return new String(body.readNBytes(MOST_BODY_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Server", "Matriarch");
        headers.set("Connection", "close");
        if (reply.code() == 401) {
            headers.set("WWW-Authenticate", "Basic realm=\"Patroni\"");
        }
        reply.headers().forEach(headers::set);
        boolean headless = "HEAD".equals(exchange.getRequestMethod());
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        if (reply.type().isEmpty() || headless) {
            exchange.sendResponseHeaders(reply.code(), -1);
            return;
        }
        headers.set("Content-Type", reply.type());
        exchange.sendResponseHeaders(reply.code(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
