package io.matriarch.simulator.scenario;

import io.matriarch.state.SlotPolicy.Ignored;
import io.matriarch.state.SlotPolicy.Permanent;
import io.matriarch.state.SlotPolicy.Where;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How scenarios write slots in one word: {@code backup} for a physical one, {@code
 * cdc:app:pgoutput} for one that decodes database {@code app} with {@code pgoutput}, several joined
 * by {@code +}.
 */
final class SlotWords {
    private static final String ONE = "[a-z0-9_]{1,63}(?::[a-z0-9_]+:[a-z0-9_]+)?";

    private SlotWords() {}

    static boolean accepts(String value) {
        return value.matches(ONE + "(?:\\+" + ONE + ")*");
    }

    static SortedMap<String, Permanent> permanent(String value) {
        SortedMap<String, Permanent> all = new TreeMap<>();
        for (String[] parts : parts(value)) {
            all.put(
                    parts[0],
                    parts.length == 1
                            ? Permanent.PHYSICAL
                            : new Permanent(true, parts[1], parts[2], Where.EVERYWHERE));
        }
        return all;
    }

    static List<Ignored> ignored(String value) {
        return parts(value).stream().map(SlotWords::ignored).toList();
    }

    private static Ignored ignored(String... parts) {
        return parts.length == 1
                ? new Ignored(parts[0], "", "", "")
                : new Ignored(parts[0], "logical", parts[1], parts[2]);
    }

    private static List<String[]> parts(String value) {
        return value.equals("none")
                ? List.of()
                : Arrays.stream(value.split("\\+")).map(one -> one.split(":")).toList();
    }
}
