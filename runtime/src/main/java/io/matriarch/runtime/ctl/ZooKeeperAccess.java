package io.matriarch.runtime.ctl;

import io.matriarch.runtime.config.CtlConfig;
import io.matriarch.runtime.dcs.ClusterStore;
import io.matriarch.runtime.dcs.DcsSettings;
import io.matriarch.runtime.report.FailoverKey;
import io.matriarch.state.ClusterView;
import io.matriarch.state.DynamicSettings;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** A cluster's keys in ZooKeeper. */
final class ZooKeeperAccess implements ClusterAccess {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ClusterStore store;

    private ZooKeeperAccess(ClusterStore store) {
        this.store = store;
    }

    static ClusterAccess open(CtlConfig config, String scope) throws IOException {
        DynamicSettings defaults = DynamicSettings.DEFAULTS;
        DcsSettings settings =
                new DcsSettings(
                        config.zookeeper().connectString(),
                        config.namespace(),
                        scope,
                        new MemberName("matriarchctl"),
                        defaults.ttl(),
                        Duration.ZERO,
                        defaults.retryTimeout(),
                        new TreeMap<>(config.zookeeper().authData()),
                        new TreeMap<>(config.zookeeper().acls()));
        return new ZooKeeperAccess(ClusterStore.open(settings, PATIENCE));
    }

    @Override
    public ClusterView view() throws IOException {
        return store.read().view();
    }

    @Override
    public void requestFailover(
            Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at)
            throws IOException {
        new FailoverKey(store).ask(leader, candidate, at);
    }

    @Override
    public void close() {
        store.close();
    }
}
