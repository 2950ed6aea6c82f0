package io.matriarch.scenarios;

import io.matriarch.value.RuleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A list of rules, each with the reason why it is on the list.
 *
 * <p>A reason stands in the first column and may take several lines; the ids that it is given for
 * follow it, each on an indented line. Lines that begin with # are comments.
 *
 * @param reasons the reason of each
 */
record RuleList(SortedMap<RuleId, String> reasons) {
    /** Rules that no scenario can reach, and why they stay. */
    static final Path OUT_OF_REACH = Path.of("src/test/resources/rules-out-of-reach.txt");

    /** Rules that still wait for their scenario. */
    static final Path WITHOUT_A_STORY = Path.of("src/test/resources/rules-without-a-story.txt");

    /** Rules whose removal no scenario notices, and why they stay. */
    static final Path UNMISSED = Path.of("src/test/resources/rules-nobody-misses.txt");

    RuleList {
        reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
    }

    /**
     * Reads one.
     *
     * @throws IllegalStateException when an id has no reason or stands there twice
     */
    static RuleList read(Path file) throws IOException {
        TreeMap<RuleId, String> reasons = new TreeMap<>();
        StringBuilder reason = new StringBuilder();
        boolean complete = true;
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            boolean isReason = !Character.isWhitespace(line.charAt(0));
            if (isReason) {
                reason.setLength(complete ? 0 : reason.length());
                reason.append(reason.isEmpty() ? "" : " ").append(line.strip());
                complete = false;
                continue;
            }
            RuleId id = new RuleId(line.strip());
            if (reason.isEmpty() || reasons.put(id, reason.toString()) != null) {
                throw new IllegalStateException(file + ": " + id + " has no reason, or two");
            }
            complete = true;
        }
        return new RuleList(reasons);
    }
}
