package io.matriarch.runtime.ctl;

import io.matriarch.runtime.config.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One POST to a member's REST interface. */
final class RestCall {
    private static final int CONNECT_MILLIS = 10_000;

    private RestCall() {}

    /** What came back. */
    record Answer(int code, String text) {}

    /**
     * Posts, and waits for the answer however long it takes.
     *
     * @param apiUrl the member's {@code api_url}; its path is replaced
     * @throws IOException when there is no answer
     */
    static Answer post(String apiUrl, String path, String json, Optional<Credentials> login)
            throws IOException {
        HttpURLConnection connection = open(apiUrl, path);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        login.ifPresent(one -> connection.setRequestProperty("Authorization", one.header()));
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        // A fixed length also keeps the JDK from sending the request a second time by itself.
        connection.setFixedLengthStreamingMode(body.length);
        try {
            connection.getOutputStream().write(body);
            int code = connection.getResponseCode();
            return new Answer(code, text(connection, code));
        } finally {
            connection.disconnect();
        }
    }

    private static HttpURLConnection open(String apiUrl, String path) throws IOException {
        try {
            URI target = URI.create(apiUrl).resolve(path);
            return (HttpURLConnection) target.toURL().openConnection(Proxy.NO_PROXY);
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new IOException("not an http address: '" + apiUrl + "'", e);
        }
    }

    private static String text(HttpURLConnection connection, int code) throws IOException {
        InputStream stream =
                code < HttpURLConnection.HTTP_BAD_REQUEST
                        ? connection.getInputStream()
                        : connection.getErrorStream();
        if (stream == null) {
            return "";
        }
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
