package io.matriarch.journal;

import io.matriarch.event.Event;
import io.matriarch.value.RuleId;
import java.util.List;
import java.util.Optional;

/**
 * What a replay found.
 *
 * @param steps how many steps were folded and compared
 * @param skipped steps without a known state before them: behind a gap, or before any snapshot
 * @param missing entries that the gaps say were never written
 * @param difference the first difference; absent means identical
 */
public record Replay(long steps, long skipped, long missing, Optional<Difference> difference) {
    /**
     * A step that came out differently.
     *
     * @param step its number among the steps compared, from 1
     * @param version of the program that recorded it
     * @param event what happened
     * @param recorded what the journal says came of it
     * @param folded what this program makes of it
     */
    public record Difference(
            long step, String version, Event event, Decision recorded, Decision folded) {}

    /**
     * What came of an event.
     *
     * @param rules which rules decided
     * @param digest of the state after the step and of its actions
     */
    public record Decision(List<RuleId> rules, long digest) {}

    /** One line, or a few when there is a difference. */
    public String summary() {
        return difference.map(Replay::describe).orElse(steps + " steps, identical");
    }

    private static String describe(Difference found) {
        return """
        step %d differs (recorded by version %s)
          event     %s
          recorded  %s
          folded    %s\
        """
                .formatted(
                        found.step(),
                        found.version(),
                        found.event(),
                        describe(found.recorded()),
                        describe(found.folded()));
    }

    private static String describe(Decision decision) {
        return decision.rules() + " digest " + Long.toHexString(decision.digest());
    }
}
