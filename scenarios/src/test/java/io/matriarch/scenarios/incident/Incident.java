package io.matriarch.scenarios.incident;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What went wrong once.
 *
 * @param number for headers of scenarios
 * @param sentence what happened
 * @param untold why no scenario tells it; empty when one does
 */
record Incident(int number, String sentence, String untold) {
    /** All of them. */
    static final Path FILE = Path.of("src/test/resources/incidents.txt");

    /**
     * Reads them.
     *
     * @throws IllegalStateException when a number stands there twice
     */
    static SortedMap<Integer, Incident> all() throws IOException {
        TreeMap<Integer, Incident> all = new TreeMap<>();
        int last = 0;
        for (String line : Files.readAllLines(FILE)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0))) {
                all.put(last, new Incident(last, all.get(last).sentence(), line.strip()));
                continue;
            }
            String[] parts = line.split("\\s+", 2);
            last = Integer.parseInt(parts[0]);
            if (all.put(last, new Incident(last, parts[1], "")) != null) {
                throw new IllegalStateException(FILE + ": " + last + " stands there twice");
            }
        }
        return all;
    }
}
