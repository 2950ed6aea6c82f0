package io.matriarch.simulator.page;

import io.matriarch.simulator.page.Page.Mark;
import java.util.List;

/** A page as lines, in the form of golden traces: time, who, rule, orders. */
public final class PageText {
    private PageText() {}

    /** One line for each thing that happened; times as wall time, UTC. */
    public static List<String> lines(Page page) {
        return page.marks().stream().map(PageText::line).toList();
    }

    private static String line(Mark mark) {
        String rule = mark.rules().isEmpty() ? mark.kind() : mark.rules().getFirst();
        return "%s  %-2s  %-22s %s"
                .formatted(
                        WallSight.time(mark.at()),
                        mark.where(),
                        rule,
                        String.join("  ", mark.text()));
    }
}
