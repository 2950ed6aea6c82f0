package io.matriarch.runtime;

import io.matriarch.runtime.dcs.ClusterStore;
import io.matriarch.runtime.dcs.DcsSettings;
import io.matriarch.runtime.dcs.json.MemberJson;
import io.matriarch.state.MemberRecord;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses to be the second member of a name: two of them would take each other's records for their
 * own (contract 1.13).
 */
final class NameGuard {
    private static final Logger LOG = LoggerFactory.getLogger(NameGuard.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int PATIENCE_MILLIS = 3_000;

    private final DcsSettings settings;
    private final String ownApiUrl;

    /**
     * @param ownApiUrl ours: we listen there ourselves, so nobody else of this machine does
     */
    NameGuard(DcsSettings settings, String ownApiUrl) {
        this.settings = settings;
        this.ownApiUrl = ownApiUrl;
    }

    /** Waits for ZooKeeper as long as it takes, then looks. */
    boolean isTaken() throws InterruptedException {
        while (true) {
            try (ClusterStore store = ClusterStore.open(settings, RETRY)) {
                return isAlive(
                        store.read("members/" + settings.member()).map(ClusterStore.Stored::text));
            } catch (IOException e) {
                LOG.warn("{}, trying again; PostgreSQL is left as it is", e.getMessage());
                TimeUnit.MILLISECONDS.sleep(RETRY.toMillis() / 5);
            }
        }
    }

    private boolean isAlive(Optional<String> record) {
        return record.map(MemberJson::read)
                .map(MemberRecord::apiUrl)
                .filter(url -> !url.isEmpty() && !url.equals(ownApiUrl))
                .map(NameGuard::answers)
                .orElse(false);
    }

    static boolean answers(String apiUrl) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            URI.create(apiUrl)
                                    .resolve("/liveness")
                                    .toURL()
                                    .openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setRequestProperty("Connection", "close");
            try {
                return connection.getResponseCode() > 0;
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException | ClassCastException _) {
            return false;
        }
    }
}
