package io.matriarch.simulator.sometimes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.simulator.swarm.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Seeds meet every rare coincidence of the list. With {@code -Dlong -Ddocs=rewrite} it is looked
 * anew for the first that does, and written down.
 */
final class SightingsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "coincidences.md");
    private static final long MOST = 20_000;

    @Test
    void eachIsMetByTheSeedThatIsWrittenDown() throws IOException {
        Map<String, Long> first = written();
        assertEquals(Coincidences.all(), first.keySet());
        Map<Long, Set<String>> met = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        first.forEach((what, seed) -> {
            if (!met.computeIfAbsent(seed, one -> Sightings.of(Generator.USUAL, one))
                    .contains(what)) {
                missed.add(seed + ": " + what);
            }
        });
        assertEquals(List.of(), missed);
    }

    private static Map<String, Long> written() throws IOException {
        Map<String, Long> first = new LinkedHashMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            String[] cells = line.split("\\|");
            if (cells.length == 4 && cells[2].strip().matches("\\d+")) {
                first.put(cells[1].strip(), Long.parseLong(cells[2].strip()));
            }
        }
        return first;
    }

    @Test
    @Tag("long")
    void eachIsMetBySomeSeed() throws IOException {
        Sightings sightings = Sightings.untilAllAreMet(Generator.USUAL, 1, MOST);
        if ("rewrite".equals(System.getProperty("docs"))) {
            Files.writeString(DOCUMENT, sightings.text());
        }
        assertTrue(sightings.met().keySet().containsAll(Coincidences.all()), sightings::text);
    }
}
