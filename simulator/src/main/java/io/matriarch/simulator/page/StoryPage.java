package io.matriarch.simulator.page;

import io.matriarch.simulator.page.Page.Gap;
import io.matriarch.simulator.page.Page.Lane;
import io.matriarch.simulator.page.Page.Mark;
import io.matriarch.simulator.run.Failure;
import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.Client;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.scenario.Setting;
import io.matriarch.simulator.scenario.Variation;
import io.matriarch.simulator.world.Commit;
import io.matriarch.simulator.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The page of one variation of a scenario. */
public final class StoryPage {
    private static final long NANOS = 1_000_000L;

    /** A client that writes for less than this does not count as kept waiting. */
    private static final long SHORT_MILLIS = 1_000;

    /** A run and its page. */
    public record Played(Result result, Page page) {}

    private StoryPage() {}

    /** Plays it and draws what happened. */
    public static Played play(Scenario scenario, Variation variation) {
        StoryWatch watch = new StoryWatch();
        Result result = ScenarioRunner.run(scenario, variation, watch);
        long end = result.simulated().toMillis();
        List<Lane> lanes = watch.lanes(end);
        List<Mark> marks = new ArrayList<>(watch.marks());
        result.failures().forEach(one -> marks.add(mark(one)));
        marks.sort(Comparator.comparingLong(Mark::at));
        List<Gap> gaps = new ArrayList<>(Gaps.between(lanes, 0, end));
        watch.world().ifPresent(world -> gaps.addAll(outages(scenario, world, end)));
        Page page =
                new Page(
                        result.name(),
                        scenario.story(),
                        circumstances(scenario.in(variation)),
                        result.failures().stream().map(StoryPage::text).toList(),
                        false,
                        0,
                        end,
                        lanes,
                        marks,
                        gaps,
                        Sentences.of(lanes, marks));
        return new Played(result, page);
    }

    /** When each client that goes to the primary had nothing acknowledged for a while. */
    private static List<Gap> outages(Scenario scenario, World world, long end) {
        List<Gap> gaps = new ArrayList<>();
        for (Client client : scenario.clients()) {
            if (client.pinned().isPresent()) {
                continue;
            }
            long patience = Math.max(SHORT_MILLIS, 10_000L / client.perSecond());
            long last = 0;
            for (Commit commit : world.clients().acknowledged()) {
                if (commit.writer().equals(client.name())) {
                    long at = commit.at().nanos() / NANOS;
                    outage(gaps, client, last, at, patience);
                    last = at;
                }
            }
            outage(gaps, client, last, end, patience);
        }
        return gaps;
    }

    private static void outage(List<Gap> gaps, Client client, long from, long to, long patience) {
        if (to - from > patience) {
            gaps.add(new Gap("outage", client.name(), from, to));
        }
    }

    private static Mark mark(Failure failure) {
        return new Mark(
                failure.at().nanos() / NANOS, "", "failure", List.of(), List.of(text(failure)));
    }

    private static String text(Failure failure) {
        return "%s %s at %ss: %s"
                .formatted(failure.id(), failure.title(), failure.at(), failure.because());
    }

    private static List<String> circumstances(Scenario scenario) {
        List<String> facts = new ArrayList<>();
        scenario.members().forEach(one -> facts.add(one.text()));
        scenario.settings().given().entrySet().stream()
                .map((Map.Entry<Setting, String> one) -> one.getKey().word() + " " + one.getValue())
                .forEach(facts::add);
        scenario.clients().forEach(one -> facts.add(one.text()));
        facts.add("seed " + scenario.seed());
        return facts;
    }
}
