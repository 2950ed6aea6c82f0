package io.matriarch.simulator.sometimes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.simulator.swarm.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Seeds meet every rare coincidence of the list. With {@code -Dlong -Ddocs=rewrite} it is looked
 * anew for the first that does, and written down.
 */
final class SightingsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "coincidences.md");
    private static final long MOST = 20_000;
    private static final long FEW = 12;

    @Test
    void aFewSeedsMeetSomeOfTheListAndTheSameEachTime() {
        Sightings few = Sightings.untilAllAreMet(Generator.USUAL, 1, FEW);
        assertFalse(few.met().isEmpty());
        assertTrue(Coincidences.all().containsAll(few.met().keySet()), few::text);
        assertEquals(few, Sightings.untilAllAreMet(Generator.USUAL, 1, FEW));
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
