package io.matriarch.runtime;

import io.matriarch.runtime.dcs.ClusterStore;
import io.matriarch.runtime.dcs.DcsSettings;
import io.matriarch.runtime.report.FailoverKey;
import io.matriarch.runtime.rest.ClusterKeys;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys that operators read and write, each write over a session of its own: the agent's carries
 * nothing that its machine did not order.
 */
record StoreKeys(DcsSettings settings, Supplier<Optional<String>> latestConfig)
        implements ClusterKeys {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public Optional<String> config() {
        return latestConfig.get();
    }

    @Override
    public void requestFailover(
            Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at)
            throws IOException {
        try (ClusterStore store = ClusterStore.open(settings, PATIENCE)) {
            new FailoverKey(store).ask(leader, candidate, at);
        }
    }

    @Override
    public void clearFailover() throws IOException {
        try (ClusterStore store = ClusterStore.open(settings, PATIENCE)) {
            new FailoverKey(store).clear();
        }
    }
}
