package io.matriarch.scenarios.live;

import io.matriarch.testing.MemberProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

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
}
