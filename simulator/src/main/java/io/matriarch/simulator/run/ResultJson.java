package io.matriarch.simulator.run;

import io.matriarch.journal.RecordJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of runs, as one JSON object for programs. */
public final class ResultJson {
    /**
     * Everything.
     *
     * @param ok how many variations went as expected
     * @param failed how many did not
     */
    public record All(int ok, int failed, List<Story> scenarios) {}

    /** One scenario file. */
    public record Story(String name, String file, List<Played> variations) {}

    /**
     * One variation.
     *
     * @param variation such as {@code ttl=20s seed=2}; empty when nothing varies
     * @param simulatedMillis how long the story is
     * @param wallMillis how long the run took
     * @param steps how many events the agents took in
     */
    public record Played(
            String variation,
            boolean ok,
            long simulatedMillis,
            long wallMillis,
            long steps,
            List<Problem> failures) {}

    /**
     * One failure.
     *
     * @param kind {@code contract}, {@code invariant}, {@code expectation} or {@code
     *     nondeterminism}
     * @param atMillis scenario time
     */
    public record Problem(
            String kind, String id, String title, long atMillis, String decision, String because) {}

    private static final long NANOS = 1_000_000L;

    private final Map<Path, Story> stories = new LinkedHashMap<>();

    /** Adds the result of one variation of the scenario in that file. */
    public void add(Path file, Result result) {
        String name = result.scenario().name();
        stories.computeIfAbsent(file, _ -> new Story(name, file.toString(), new ArrayList<>()))
                .variations()
                .add(
                        new Played(
                                result.variation().text(),
                                result.isGood(),
                                result.simulated().toMillis(),
                                result.wall().toMillis(),
                                result.steps(),
                                result.failures().stream().map(ResultJson::problem).toList()));
    }

    /** One line. */
    public String text() {
        List<Played> all =
                stories.values().stream().flatMap(one -> one.variations().stream()).toList();
        int ok = (int) all.stream().filter(Played::ok).count();
        All whole = new All(ok, all.size() - ok, List.copyOf(stories.values()));
        return RecordJson.write(All.class, whole);
    }

    private static Problem problem(Failure failure) {
        return new Problem(
                failure.kind().name().toLowerCase(Locale.ROOT),
                failure.id(),
                failure.title(),
                failure.at().nanos() / NANOS,
                failure.decision(),
                failure.because());
    }
}
