package io.matriarch.scenarios.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The search finds every planted bug. With {@code -Dlong -Ddocs=rewrite} it looks anew from which
 * seed on, and writes that down.
 */
final class PlantedBugsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "planted-bugs.md");
    private static final int MOST = 3000;

    @TestFactory
    Stream<DynamicTest> eachIsFoundByTheSeedThatFoundItFirst() throws IOException {
        SortedMap<String, Finds.Find> finds = Finds.read().finds();
        return PlantedBug.all().stream()
                .filter(bug -> finds.containsKey(bug.name()))
                .map(bug ->
                        DynamicTest.dynamicTest(
                                bug.name(), () -> isFound(bug, finds.get(bug.name()))));
    }

    private static void isFound(PlantedBug bug, Finds.Find find) throws Exception {
        assertEquals(
                find.seed() + " " + find.invariant(),
                hunt(bug, "%d 1 false".formatted(find.seed())));
    }

    /** Its text stands where it says, once, and what it puts there compiles. */
    @TestFactory
    Stream<DynamicTest> eachCanBePlanted() throws IOException {
        return PlantedBug.all().stream()
                .map(bug -> DynamicTest.dynamicTest(bug.name(), () -> PlantedCode.of(bug)));
    }

    @Test
    @Tag("long")
    void eachIsFoundByOneOfTheFirstSeeds() throws Exception {
        Map<String, Finds.Find> finds = new ConcurrentSkipListMap<>();
        List<PlantedBug> bugs = PlantedBug.all();
        bugs.parallelStream()
                .forEach(bug -> look(bug).ifPresent(find -> finds.put(bug.name(), find)));
        Finds found = new Finds(new TreeMap<>(finds));
        if ("rewrite".equals(System.getProperty("docs"))) {
            found.write();
            Files.writeString(DOCUMENT, found.document(bugs));
        }
        assertEquals(
                List.of(),
                bugs.stream()
                        .map(PlantedBug::name)
                        .filter(name -> !finds.containsKey(name))
                        .toList(),
                "found by none of " + MOST + " seeds");
    }

    private static Optional<Finds.Find> look(PlantedBug bug) {
        try {
            String answer = hunt(bug, "1 %d true".formatted(MOST));
            System.out.println(bug.name() + ": " + answer);
            return Finds.Find.parse(answer);
        } catch (Exception e) {
            throw new IllegalStateException(bug.name(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private static String hunt(PlantedBug bug, String order) throws Exception {
        return ((Function<String, String>) PlantedCode.of(bug).make(Hunt.class)).apply(order);
    }
}
