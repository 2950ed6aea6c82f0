package io.matriarch.runtime.peers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.action.PeerAction;
import io.matriarch.runtime.config.Credentials;
import io.matriarch.runtime.dcs.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** One {@code POST /failsafe} to another member (contract 2.11). */
final class FailsafeCall {
    private static final String ACCEPTED = "Accepted";
    private static final int MOST_BYTES = 1 << 12;

    private FailsafeCall() {}

    /**
     * What is sent: who asks and where it is, the positions of no slots, and an addition of ours:
     * for how many milliseconds the promise is counted on.
     */
    static String body(PeerAction.AskFailsafe round) {
        ObjectNode body = Json.newObject();
        body.put("name", round.from().text());
        body.put("conn_url", round.connUrl());
        body.put("api_url", round.apiUrl());
        body.putObject("slots");
        body.put("lasts_ms", round.lasts().toMillis());
        return Json.compact(body);
    }

    /**
     * Asks once.
     *
     * @param apiUrl the member's {@code api_url}; its path is replaced
     * @return why it does not promise; empty when it does
     * @throws IOException when there is no answer
     */
    static Optional<String> refusal(
            String apiUrl, String body, Optional<Credentials> login, Duration limit)
            throws IOException {
        HttpURLConnection connection = open(apiUrl);
        connection.setConnectTimeout((int) limit.toMillis());
        connection.setReadTimeout((int) limit.toMillis());
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Connection", "close");
        login.ifPresent(one -> connection.setRequestProperty("Authorization", one.header()));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        // A fixed length also keeps the JDK from sending the request a second time by itself.
        connection.setFixedLengthStreamingMode(bytes.length);
        try {
            connection.getOutputStream().write(bytes);
            int code = connection.getResponseCode();
            String text = text(connection, code);
            return code == HttpURLConnection.HTTP_OK && text.equals(ACCEPTED)
                    ? Optional.empty()
                    : Optional.of(code + " " + text);
        } finally {
            connection.disconnect();
        }
    }

    private static HttpURLConnection open(String apiUrl) throws IOException {
        try {
            URI target = URI.create(apiUrl).resolve("/failsafe");
            return (HttpURLConnection) target.toURL().openConnection(Proxy.NO_PROXY);
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new IOException("not an http address: " + apiUrl, e);
        }
    }

    private static String text(HttpURLConnection connection, int code) throws IOException {
        InputStream stream =
                code < HttpURLConnection.HTTP_BAD_REQUEST
                        ? connection.getInputStream()
                        : connection.getErrorStream();
        try (InputStream body = stream == null ? InputStream.nullInputStream() : stream) {
            return new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
