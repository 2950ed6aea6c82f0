package io.matriarch.simulator.page;

import io.matriarch.rule.DecisionTable;
import io.matriarch.simulator.page.Page.Band;
import io.matriarch.simulator.page.Page.Lane;
import io.matriarch.simulator.page.Page.Mark;
import io.matriarch.value.RuleId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sentences of the rules that a page names. */
final class Sentences {
    private Sentences() {}

    /** By id; a rule that this version does not have has none. */
    static SortedMap<String, String> of(List<Lane> lanes, List<Mark> marks) {
        SortedMap<String, String> sentences = new TreeMap<>();
        for (Mark mark : marks) {
            mark.rules().forEach(rule -> add(sentences, rule));
        }
        for (Lane lane : lanes) {
            for (Band band : lane.bands()) {
                if (band.kind().equals("rule")) {
                    add(sentences, band.is());
                }
            }
        }
        return sentences;
    }

    private static void add(SortedMap<String, String> sentences, String rule) {
        sentences.computeIfAbsent(rule, id -> DecisionTable.because(new RuleId(id)));
    }
}
