package io.matriarch.runtime.dcs;

import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.driver.Clock;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.runtime.dcs.json.MemberJson;
import io.matriarch.runtime.dcs.session.SessionFile;
import io.matriarch.state.MemberRecord;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** One {@link ZooKeeperDcs} under test, with everything that it told. */
final class DcsBench implements AutoCloseable {
    static final Duration TTL = Duration.ofSeconds(4);
    static final Duration RETRY_TIMEOUT = Duration.ofSeconds(3);
    static final String CONFIG = "{\"ttl\":30,\"loop_wait\":10}";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Clock CLOCK = () -> new Moment(System.nanoTime());

    final ZooKeeperDcs dcs;
    private final List<Event> events = new ArrayList<>();
    private long requests;

    DcsBench(String hosts, String scope, String member, Optional<SessionFile> file) {
        this(settings(hosts, scope, member, TTL), file);
    }

    DcsBench(DcsSettings settings, Optional<SessionFile> file) {
        dcs = new ZooKeeperDcs(settings, file, CLOCK, this::take, () -> CONFIG);
        dcs.start();
    }

    static DcsSettings settings(String hosts, String scope, String member, Duration ttl) {
        return DcsSettings.open(
                hosts, "service", scope, new MemberName(member), ttl, RETRY_TIMEOUT);
    }

    /** A bench whose session stands. */
    static DcsBench connected(String hosts, String scope, String member) {
        DcsBench bench = new DcsBench(hosts, scope, member, Optional.empty());
        bench.await(DcsEvent.SessionConnected.class);
        return bench;
    }

    static SessionFile file(Path path, String machine) {
        return new SessionFile(path, new SessionFile.Owner("c", "a", machine, Optional.empty()));
    }

    static MemberRecord record(String state) {
        return MemberJson.read(text(state) + "}");
    }

    static MemberRecord released(LockEpoch epoch) {
        return MemberJson.read(text("stopped") + ",\"released\":\"" + epoch + "\"}");
    }

    private static String text(String state) {
        return "{\"conn_url\":\"postgres://h/postgres\",\"api_url\":\"http://h/patroni\","
                + "\"state\":\""
                + state
                + "\",\"role\":\"replica\",\"version\":\"4.1.4\"";
    }

    /** Sends a request and waits for its answer, which must be the only one. */
    DcsEvent.Answer ask(Function<RequestId, DcsAction> request) {
        RequestId id = new RequestId(++requests);
        dcs.send(request.apply(id));
        return (DcsEvent.Answer)
                await(event -> event instanceof DcsEvent.Answer one && one.request().equals(id));
    }

    <T> T ask(Class<T> wanted, Function<RequestId, DcsAction> request) {
        DcsEvent.Answer answer = ask(request);
        if (!wanted.isInstance(answer)) {
            throw new AssertionError("wanted " + wanted.getSimpleName() + ", got " + answer);
        }
        return wanted.cast(answer);
    }

    /** Sends without waiting. */
    RequestId send(Function<RequestId, DcsAction> request) {
        RequestId id = new RequestId(++requests);
        dcs.send(request.apply(id));
        return id;
    }

    <T extends Event> T await(Class<T> kind) {
        return kind.cast(await(kind::isInstance));
    }

    /** The newest event that fits, waiting for one if need be. */
    synchronized Event await(Predicate<Event> fits) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Event> found = events.reversed().stream().filter(fits).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError("not seen in " + PATIENCE + "; only " + events);
            }
            try {
                wait(millis);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", stopped);
            }
        }
    }

    /** Asks again until the answer fits. */
    <T> T askUntil(Class<T> wanted, Predicate<T> fits, Function<RequestId, DcsAction> request) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            DcsEvent.Answer answer = ask(request);
            if (wanted.isInstance(answer) && fits.test(wanted.cast(answer))) {
                return wanted.cast(answer);
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not answered as wanted; last " + answer);
            }
            pause();
        }
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized void forget() {
        events.clear();
    }

    synchronized long count(Class<? extends Event> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    @Override
    public void close() {
        dcs.closeSession();
    }

    private synchronized void take(Event event) {
        events.add(event);
        notifyAll();
    }

    private synchronized void pause() {
        try {
            wait(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A request for the lock that counts for ever: permits are the driver's matter. */
    static DcsAction takeLock(RequestId id, int syncVersion) {
        return new DcsAction.TakeLock(id, syncVersion, new Permit.NoneNeeded());
    }
}
