package io.matriarch.runtime.dcs;

import io.matriarch.contract.DcsHarness;
import io.matriarch.driver.DcsPort;
import io.matriarch.event.Event;
import io.matriarch.runtime.dcs.json.FailoverJson;
import io.matriarch.runtime.dcs.json.SyncJson;
import io.matriarch.runtime.dcs.session.SessionFile;
import io.matriarch.state.ClusterView;
import io.matriarch.state.SyncState;
import io.matriarch.testing.Await;
import io.matriarch.testing.TcpRelay;
import io.matriarch.testing.ZooKeeperProcess;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One scope on a real server; each client reaches it through a relay of its own. */
final class ZooKeeperHarness implements DcsHarness {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration TTL = Duration.ofSeconds(2);

    private final ZooKeeperProcess server;
    private final String scope;
    private final Path directory;
    private final ClusterStore store;
    private final List<Agent> agents = new ArrayList<>();

    ZooKeeperHarness(ZooKeeperProcess server, String scope, Path directory) throws IOException {
        this.server = server;
        this.scope = scope;
        this.directory = directory;
        this.store = ClusterStore.open(settings(server.port(), "ctl"), PATIENCE);
    }

    @Override
    public Client open(MemberName name) {
        try {
            TcpRelay relay = TcpRelay.start(server.port());
            SessionFile file =
                    new SessionFile(
                            directory.resolve(name + ".session"),
                            new SessionFile.Owner(scope, name.text(), "m1", Optional.empty()));
            Agent agent =
                    new Agent(
                            relay,
                            new DcsBench(settings(relay.port(), name.text()), Optional.of(file)));
            agents.add(agent);
            return agent;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        Await.until(PATIENCE, condition::getAsBoolean);
    }

    @Override
    public ClusterView view() {
        try {
            return store.read().view();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void deleteLock() {
        try {
            store.delete("leader");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void requestFailover(Optional<MemberName> leader, Optional<MemberName> candidate) {
        write("failover", FailoverJson.write(leader, candidate, Optional.empty()));
    }

    @Override
    public void writeSync(MemberName leader, List<MemberName> standbys) {
        write("sync", SyncJson.write(new SyncState(Optional.of(leader), standbys, 0, 0)));
    }

    @Override
    public void close() {
        agents.forEach(Agent::end);
        store.close();
    }

    private void write(String key, String text) {
        try {
            if (!store.write(key, text, store.read(key))) {
                throw new AssertionError(key + " changed meanwhile");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private DcsSettings settings(int port, String member) {
        return DcsBench.settings("127.0.0.1:" + port, scope, member, TTL);
    }

    private record Agent(TcpRelay relay, DcsBench bench) implements Client {
        @Override
        public DcsPort port() {
            return bench.dcs;
        }

        @Override
        public List<Event> events() {
            return bench.events();
        }

        @Override
        public void cut() {
            relay.cut();
        }

        @Override
        public void heal() {
            relay.heal();
        }

        @Override
        public void die() {
            bench.dcs.abandon();
        }

        void end() {
            bench.close();
            try {
                relay.close();
            } catch (IOException gone) {
                return;
            }
        }
    }
}
