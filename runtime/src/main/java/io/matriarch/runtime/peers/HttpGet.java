package io.matriarch.runtime.peers;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** One GET: no second try, no redirect, no proxy, no kept connection. */
final class HttpGet {
    private static final int MOST_BYTES = 1 << 20;

    private HttpGet() {}

    /**
     * @param limit for connecting, and for each wait for more of the answer
     * @param headers to send along
     * @return the body, whatever the status
     */
    static String body(String url, Duration limit, Map<String, String> headers) throws IOException {
        HttpURLConnection connection = open(url, limit);
        headers.forEach(connection::setRequestProperty);
        try (InputStream answer = stream(connection)) {
            return new String(answer.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } finally {
            connection.disconnect();
        }
    }

    private static InputStream stream(HttpURLConnection connection) throws IOException {
        if (connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST) {
            return connection.getInputStream();
        }
        InputStream body = connection.getErrorStream();
        return body == null ? InputStream.nullInputStream() : body;
    }

    private static HttpURLConnection open(String url, Duration limit) throws IOException {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) limit.toMillis());
            connection.setReadTimeout((int) limit.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty("Connection", "close");
            return connection;
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new IOException("not an http address: " + url, e);
        }
    }
}
