package io.matriarch.scenarios.live;

import io.matriarch.testing.MemberProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What a health check gets. */
final class Health {
    private static final int MILLIS = 3000;

    private Health() {}

    /** The status code; -1 when nobody answers. */
    static int of(MemberProcess member, String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            URI.create(member.restUrl() + path).toURL().openConnection();
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            return connection.getResponseCode();
        } catch (IOException e) {
            return -1;
        }
    }

    /** The body of a good answer; empty when there is none. */
    static String body(MemberProcess member, String path) {
        try (InputStream body = URI.create(member.restUrl() + path).toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
