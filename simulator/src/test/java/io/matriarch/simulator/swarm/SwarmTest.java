package io.matriarch.simulator.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.simulator.run.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Seeds find nothing that is not known. What is known and not mended stands in {@code
 * open-finds.txt}, one seed a line, with what it finds; a find that is mended leaves the list.
 */
final class SwarmTest {
    private static final int FIXED = 20;
    private static final long MANY = 100_000;
    private static final Duration FRESH = Duration.ofSeconds(20);
    private static final int THREADS = 2;

    @Test
    void fixedSeedsRunTheSameTwiceAndFindWhatIsListed() throws IOException {
        AtomicLong left = new AtomicLong(FIXED);
        Map<Long, String> found = new TreeMap<>();
        new Swarm(Generator.USUAL, true)
                .run(1, THREADS, () -> left.getAndDecrement() > 0, one -> note(one, found));
        Map<Long, String> known = new TreeMap<>(open());
        known.keySet().removeIf(seed -> seed > FIXED);
        assertEquals(known, found);
    }

    @Test
    @Tag("long")
    void freshSeedsFindNoInvariantBrokenThatIsNotListed() throws IOException {
        long from = System.currentTimeMillis() * 1000;
        long end = System.nanoTime() + FRESH.toNanos();
        assertEquals(List.of(), news(from, Long.MAX_VALUE, end));
    }

    @Test
    @Tag("long")
    void manySeedsFindNoInvariantBrokenThatIsNotListed() throws IOException {
        assertEquals(List.of(), news(1, MANY, Long.MAX_VALUE));
    }

    /** What seeds find whose invariant stands in no line of the list. */
    private static List<String> news(long from, long most, long end) throws IOException {
        AtomicLong left = new AtomicLong(most);
        AtomicLong done = new AtomicLong();
        Map<Long, String> found = new TreeMap<>();
        new Swarm(Generator.USUAL, false)
                .run(
                        from,
                        THREADS,
                        () -> left.getAndDecrement() > 0 && System.nanoTime() < end,
                        one -> {
                            done.incrementAndGet();
                            note(one, found);
                        });
        System.out.printf("seeds %d to %d: %s%n", from, from + done.get() - 1, found);
        TreeSet<String> known = new TreeSet<>(open().values());
        List<String> news = new ArrayList<>();
        found.forEach((seed, id) -> {
            if (!known.contains(id)) {
                news.add(seed + " " + id);
            }
        });
        return news;
    }

    private static void note(Swarm.Outcome outcome, Map<Long, String> found) {
        outcome.result().failures().stream()
                .findFirst()
                .map(Failure::id)
                .ifPresent(id -> found.put(outcome.seed(), id));
    }

    private static Map<Long, String> open() throws IOException {
        Map<Long, String> open = new TreeMap<>();
        try (InputStream in = SwarmTest.class.getResourceAsStream("open-finds.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] words = line.strip().split("\\s+", 3);
                    open.put(Long.parseLong(words[0]), words[1]);
                }
            }
        }
        return open;
    }
}
