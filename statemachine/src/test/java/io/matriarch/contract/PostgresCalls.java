package io.matriarch.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.contract.PostgresHarness.Server;
import io.matriarch.event.Event;
import io.matriarch.event.OperationEvent;
import io.matriarch.event.PostgresEvent;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.state.Replication;
import io.matriarch.state.SyncNames;
import io.matriarch.state.WalSender;
import io.matriarch.value.OperationId;
import io.matriarch.value.RequestId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Gives orders and waits for what comes of them. */
final class PostgresCalls {
    private static final int PATIENCE_SECONDS = 60;

    private final PostgresHarness world;
    private long numbers;

    PostgresCalls(PostgresHarness world) {
        this.world = world;
    }

    void succeed(Server server, Operation operation) {
        assertEquals(new Outcome.Succeeded(), run(server, operation), operation::word);
    }

    Outcome run(Server server, Operation operation) {
        OperationId id = new OperationId(++numbers);
        Permit permit = new Permit.NoneNeeded();
        server.port()
                .order(
                        new PostgresAction.Begin(
                                id, operation, permit, world.inSeconds(PATIENCE_SECONDS)));
        world.await(operation.word() + " ends", () -> outcome(server, id).isPresent());
        return outcome(server, id).orElseThrow();
    }

    Postgres probe(Server server) {
        return await(server, _ -> true);
    }

    /** Probes until the condition holds. */
    Postgres await(Server server, Predicate<Postgres> condition) {
        AtomicReference<RequestId> asked = new AtomicReference<>(askProbe(server));
        AtomicReference<Postgres> last = new AtomicReference<>();
        world.await(
                "PostgreSQL of " + server.upstream().member(),
                () -> {
                    Optional<Postgres> found = found(server, asked.get());
                    found.ifPresent(last::set);
                    if (found.isPresent() && !condition.test(found.get())) {
                        asked.set(askProbe(server));
                        return false;
                    }
                    return found.isPresent();
                });
        return last.get();
    }

    /** Has commits wait for these; true once that is in force, false when it failed. */
    boolean setNames(Server server, Optional<SyncNames> names) {
        RequestId id = new RequestId(++numbers);
        server.port().order(new PostgresAction.SetSyncNames(id, names, new Permit.NoneNeeded()));
        world.await("answer to the reload", () -> reloaded(server, id).isPresent());
        return reloaded(server, id).orElseThrow();
    }

    private static Optional<Boolean> reloaded(Server server, RequestId id) {
        boolean done =
                of(server, PostgresEvent.ReloadDone.class)
                        .anyMatch(one -> one.request().equals(id));
        boolean failed =
                of(server, PostgresEvent.ReloadFailed.class)
                        .anyMatch(one -> one.request().equals(id));
        return done || failed ? Optional.of(done) : Optional.empty();
    }

    /** Probes until the primary says this of its standbys. */
    Replication awaitStandbys(Server server, Predicate<Replication> condition) {
        Postgres found =
                await(
                        server,
                        one ->
                                one instanceof Postgres.Primary primary
                                        && primary.replication().filter(condition).isPresent());
        return ((Postgres.Primary) found).replication().orElseThrow();
    }

    /** Probes until commits count a standby. */
    Replication counting(Server server) {
        return awaitStandbys(server, seen -> seen.senders().stream().anyMatch(WalSender::counts));
    }

    void awaitNotice(Server server) {
        world.await(
                "notice of the end",
                () -> of(server, PostgresEvent.PostgresNoticed.class).findAny().isPresent());
    }

    void checkpoint(Server server) {
        RequestId id = new RequestId(++numbers);
        server.port().order(new PostgresAction.Checkpoint(id));
        world.await(
                "a checkpoint",
                () ->
                        of(server, PostgresEvent.CheckpointEnded.class)
                                .anyMatch(one -> one.request().equals(id)));
    }

    private RequestId askProbe(Server server) {
        RequestId id = new RequestId(++numbers);
        server.port().order(new PostgresAction.Probe(id, true));
        return id;
    }

    private static Optional<Postgres> found(Server server, RequestId id) {
        return of(server, PostgresEvent.PostgresProbed.class)
                .filter(one -> one.request().equals(id))
                .map(PostgresEvent.PostgresProbed::found)
                .findFirst();
    }

    private static Optional<Outcome> outcome(Server server, OperationId id) {
        return of(server, OperationEvent.OperationEnded.class)
                .filter(one -> one.operation().equals(id))
                .map(OperationEvent.OperationEnded::outcome)
                .findFirst();
    }

    private static <T extends Event> Stream<T> of(Server server, Class<T> type) {
        return List.copyOf(server.events()).stream().filter(type::isInstance).map(type::cast);
    }
}
