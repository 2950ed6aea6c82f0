package io.matriarch.runtime.fence;

import io.matriarch.action.FenceAction;
import io.matriarch.event.Event;
import io.matriarch.event.FenceEvent;
import io.matriarch.runtime.BootClock;
import io.matriarch.runtime.postgres.process.CommandPrefix;
import io.matriarch.testing.Await;
import io.matriarch.value.Moment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An agent in a process of its own that does nothing but speak with its guard: orders from standard
 * input, events to standard output.
 */
final class FenceAgent {
    /** What it says when its guard obeys it. */
    static final String READY = "ready";

    private FenceAgent() {}

    public static void main(String[] arguments) throws Exception {
        GuardPlaces places = places(Path.of(arguments[0]), Path.of(arguments[1]));
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        GuardFence fence =
                new GuardFence(
                        new GuardHost(places, CommandPrefix.NONE),
                        () -> {},
                        new BootClock(),
                        events::add);
        Await.until(Duration.ofSeconds(20), fence::isObeyed);
        System.out.println(READY);
        Thread.ofPlatform().daemon().start(() -> tell(events, fence));
        try (BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = orders.readLine()) != null) {
                fence.order(order(line.split(" ")));
            }
        }
        fence.close();
    }

    /** The files of a guard below this directory. */
    static GuardPlaces places(Path program, Path directory) {
        return new GuardPlaces(
                program,
                directory.resolve("data"),
                directory.resolve("guard.lock"),
                directory.resolve("guard.sock"),
                directory.resolve("guard.log"));
    }

    static String text(FenceAction order) {
        return switch (order) {
            case FenceAction.ArmFence(long number, Moment until) ->
                    "arm " + number + " " + until.nanos();
            case FenceAction.LimitFence(long number, Moment until) ->
                    "limit " + number + " " + until.nanos();
            case FenceAction.DisarmFence(long number) -> "disarm " + number;
            case FenceAction.FenceNow(String why) -> "kill " + why;
        };
    }

    private static FenceAction order(String[] words) {
        return switch (words[0]) {
            case "arm" ->
                    new FenceAction.ArmFence(
                            Long.parseLong(words[1]), new Moment(Long.parseLong(words[2])));
            case "limit" ->
                    new FenceAction.LimitFence(
                            Long.parseLong(words[1]), new Moment(Long.parseLong(words[2])));
            case "disarm" -> new FenceAction.DisarmFence(Long.parseLong(words[1]));
            default -> new FenceAction.FenceNow("asked to");
        };
    }

    /** Reads what {@link #tell} wrote. */
    static Event event(String line) throws IOException {
        String[] words = line.split(" ");
        Moment at = new Moment(Long.parseLong(words[1]));
        return switch (words[0]) {
            case "armed" ->
                    new FenceEvent.FenceArmed(
                            at, Long.parseLong(words[2]), new Moment(Long.parseLong(words[3])));
            case "disarmed" -> new FenceEvent.FenceDisarmed(at, Long.parseLong(words[2]));
            case "fenced" -> new FenceEvent.Fenced(at);
            default -> throw new IOException("no event: " + line);
        };
    }

    private static void tell(BlockingQueue<Event> events, GuardFence fence) {
        try {
            while (true) {
                Event event = events.take();
                System.out.println(text(event));
                fence.taken(event);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(Event event) {
        return switch (event) {
            case FenceEvent.FenceArmed(Moment at, long number, Moment until) ->
                    "armed " + at.nanos() + " " + number + " " + until.nanos();
            case FenceEvent.FenceDisarmed(Moment at, long number) ->
                    "disarmed " + at.nanos() + " " + number;
            default -> "fenced " + event.at().nanos();
        };
    }
}
