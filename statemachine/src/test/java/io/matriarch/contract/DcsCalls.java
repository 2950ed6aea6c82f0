package io.matriarch.contract;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.matriarch.action.DcsAction;
import io.matriarch.contract.DcsHarness.Client;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.Release;
import io.matriarch.state.Role;
import io.matriarch.state.Tags;
import io.matriarch.value.RequestId;
import java.util.List;
import java.util.Optional;

/** Sends requests and waits for what comes of them. */
final class DcsCalls {
    private final DcsHarness world;
    private long numbers;

    DcsCalls(DcsHarness world) {
        this.world = world;
    }

    RequestId next() {
        return new RequestId(++numbers);
    }

    /** Sends once connected; fails unless the answer is of that type. */
    <T extends DcsEvent.Answer> T ask(Client client, DcsAction request, Class<T> type) {
        connected(client);
        return assertInstanceOf(type, answer(client, request));
    }

    /** Sends at once, connected or not. */
    DcsEvent.Answer answer(Client client, DcsAction request) {
        client.port().send(request);
        world.await("answer to " + request, () -> answers(client, request).size() == 1);
        return answers(client, request).getFirst();
    }

    DcsEvent.SessionConnected connected(Client client) {
        return await(client, DcsEvent.SessionConnected.class, 1);
    }

    /** The event of that type and that number, counted from 1, once it has come. */
    <T extends Event> T await(Client client, Class<T> type, int count) {
        world.await(type.getSimpleName() + " " + count, () -> of(client, type).size() >= count);
        return of(client, type).get(count - 1);
    }

    int count(Client client, Class<? extends Event> type) {
        return of(client, type).size();
    }

    /** What a member says of itself; its content matters little here. */
    static MemberRecord record(Optional<Release> released) {
        return new MemberRecord(
                "postgres://n:5432/postgres",
                "http://n:8008/patroni",
                MemberState.RUNNING,
                Role.REPLICA,
                false,
                "4.1.4",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Tags.NONE,
                released,
                true);
    }

    private static List<DcsEvent.Answer> answers(Client client, DcsAction request) {
        return of(client, DcsEvent.Answer.class).stream()
                .filter(one -> one.request().equals(request.request()))
                .toList();
    }

    private static <T extends Event> List<T> of(Client client, Class<T> type) {
        return List.copyOf(client.events()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
