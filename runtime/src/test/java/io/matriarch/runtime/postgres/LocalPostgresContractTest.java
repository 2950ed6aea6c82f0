package io.matriarch.runtime.postgres;

import io.matriarch.contract.PostgresContract;
import io.matriarch.contract.PostgresHarness;
import io.matriarch.driver.PostgresPort;
import io.matriarch.event.Event;
import io.matriarch.state.Upstream;
import io.matriarch.testing.Await;
import io.matriarch.testing.TestDirectory;
import io.matriarch.testing.UnprivilegedUser;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;

/** The real thing keeps what the port promises. */
@Tag("live")
final class LocalPostgresContractTest extends PostgresContract {
    @Override
    protected PostgresHarness open() throws IOException {
        return new RealServers();
    }

    private static final class RealServers implements PostgresHarness {
        private final UnprivilegedUser user = UnprivilegedUser.choose();
        private final TestDirectory directory;
        private final Map<MemberName, RealServer> servers = new TreeMap<>();

        RealServers() throws IOException {
            directory = TestDirectory.create(user);
        }

        @Override
        public Server server(MemberName name) {
            return servers.computeIfAbsent(name, this::make);
        }

        @Override
        public Moment inSeconds(int seconds) {
            return PostgresMember.CLOCK.now().plus(Duration.ofSeconds(seconds));
        }

        @Override
        public void await(String what, BooleanSupplier condition) {
            try {
                Await.until(PostgresMember.PATIENCE, condition::getAsBoolean);
            } catch (AssertionError e) {
                throw new AssertionError(what + ": " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            servers.values().forEach(server -> server.member().close());
            try {
                directory.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private RealServer make(MemberName name) {
            try {
                return new RealServer(new PostgresMember(name.text(), directory, user));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record RealServer(PostgresMember member) implements PostgresHarness.Server {
        @Override
        public PostgresPort port() {
            return member.port();
        }

        @Override
        public List<Event> events() {
            return member.events();
        }

        @Override
        public Upstream upstream() {
            return member.upstream();
        }

        @Override
        public void write() {
            try {
                member.execute("CREATE TABLE IF NOT EXISTS written (x int)");
                member.execute("INSERT INTO written VALUES (1)");
            } catch (SQLException e) {
                throw new AssertionError("the write was refused", e);
            }
        }

        @Override
        public BooleanSupplier beginWrite() {
            CompletableFuture<Boolean> write =
                    CompletableFuture.supplyAsync(() -> {
                        write();
                        return true;
                    });
            return () -> write.isDone() && !write.isCompletedExceptionally();
        }

        @Override
        public void crash() {
            Await.until(PostgresMember.PATIENCE, member::killAllProcesses);
        }
    }
}
