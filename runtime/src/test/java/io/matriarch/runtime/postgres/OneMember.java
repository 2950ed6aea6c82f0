package io.matriarch.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.testing.TestDirectory;
import io.matriarch.testing.UnprivilegedUser;
import io.matriarch.value.LockEpoch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A cluster of one member, made once for all tests of a class, stopped after each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneMember {
    static final LockEpoch EPOCH = new LockEpoch(1);
    static final Outcome DONE = new Outcome.Succeeded();
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final UnprivilegedUser user = UnprivilegedUser.choose();
    TestDirectory directory;
    PostgresMember a;

    @BeforeAll
    void makeCluster() throws IOException {
        directory = TestDirectory.create(user);
        a = new PostgresMember("a", directory, user);
        assertEquals(DONE, a.run(new Operation.Initdb()));
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        signalAll(Signals.CONTINUE);
        a.port().kill().run();
    }

    @AfterAll
    void remove() throws IOException {
        a.close();
        directory.close();
    }

    void start() {
        assertEquals(DONE, a.run(new Operation.StartPrimary(EPOCH)));
    }

    ProcessIdentity postmaster() {
        return new PostgresProcesses(a.data()).postmaster().orElseThrow();
    }

    List<ProcessIdentity> living() throws IOException {
        return new PostgresProcesses(a.data()).all();
    }

    void signalAll(int signal) throws IOException {
        living().forEach(process -> Signals.send(process.pid(), signal));
    }
}
