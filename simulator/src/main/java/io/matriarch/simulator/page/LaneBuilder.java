package io.matriarch.simulator.page;

import io.matriarch.action.Action;
import io.matriarch.machine.Step;
import io.matriarch.simulator.expect.Changes;
import io.matriarch.simulator.expect.Prints;
import io.matriarch.simulator.page.Page.Band;
import io.matriarch.simulator.page.Page.Lane;
import io.matriarch.simulator.page.Page.Mark;
import io.matriarch.value.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lane of one member in the making. */
final class LaneBuilder {
    private final String name;
    private final Prints prints;
    private final LeaseTrack lease;
    private final Track rule = new Track("rule");

    /** What its PostgreSQL is. */
    final Track role = new Track("role");

    /** The operation that runs. */
    final Track work = new Track("work");

    /** What is wrong with its agent; nothing when it runs. */
    final Track agent = new Track("agent");

    LaneBuilder(String name, Sight sight) {
        this.name = name;
        this.prints = new Prints(moment -> sight.clock(sight.millis(moment)), sight::epoch);
        this.lease = new LeaseTrack(sight);
    }

    /**
     * The member took an event in.
     *
     * @param rules which rules decided then, the deciding one first
     * @return the decision, when it changed something
     */
    Optional<Mark> step(long at, List<RuleId> rules, Step step) {
        lease.is(at, step.next().lease());
        List<String> ids = rules.stream().map(RuleId::text).toList();
        if (!ids.isEmpty()) {
            rule.is(at, ids.getFirst(), "");
        }
        List<Action> changes = step.actions().stream().filter(Changes::isChange).toList();
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Mark(
                                at,
                                name,
                                "decision",
                                ids,
                                changes.stream().map(prints::text).toList()));
    }

    /** Its agent decides nothing any more. */
    void silent(long at, String is, String text) {
        agent.is(at, is, text);
        rule.end(at);
    }

    /**
     * The lane.
     *
     * @param end of what is known of the member
     * @param pageEnd of the page: a lease runs on although nothing is known of its member
     */
    Lane lane(long end, long pageEnd) {
        List<Band> bands = new ArrayList<>(role.bands(end));
        bands.addAll(lease.bands(pageEnd));
        bands.addAll(work.bands(end));
        bands.addAll(agent.bands(end));
        bands.addAll(rule.bands(end));
        return new Lane(name, bands);
    }
}
