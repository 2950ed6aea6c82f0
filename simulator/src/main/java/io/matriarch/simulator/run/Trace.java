package io.matriarch.simulator.run;

import io.matriarch.action.Action;
import io.matriarch.machine.Step;
import io.matriarch.simulator.expect.Changes;
import io.matriarch.simulator.expect.Prints;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The golden trace: time, who, rule, what it ordered; one line per decision that changed something,
 * and one per thing that befell the world. It is printed, never read.
 */
final class Trace {
    private final List<String> lines = new ArrayList<>();
    private String newest = "nothing was decided yet";

    void fault(Truth truth, String text) {
        line(truth, "--", "fault    " + text);
    }

    void fact(Truth truth, String where, String text) {
        line(truth, "--", "%-8s %s".formatted(where, text));
    }

    void step(Truth truth, MemberName member, Step step) {
        List<Action> changes = step.actions().stream().filter(Changes::isChange).toList();
        if (changes.isEmpty()) {
            return;
        }
        String rule = step.rules().isEmpty() ? "-" : step.rules().getFirst().text();
        Prints prints = prints(truth, member);
        String actions = changes.stream().map(prints::text).collect(Collectors.joining("  "));
        line(truth, member.text(), "%-22s %s".formatted(rule, actions));
        newest = "rule " + rule + " on " + member;
    }

    List<String> lines() {
        return lines;
    }

    /** The newest decision in the trace. */
    String newest() {
        return newest;
    }

    private void line(Truth truth, String who, String text) {
        lines.add("%8s  %-2s  %s".formatted(truth.now(), who, text));
    }

    private static Prints prints(Truth truth, MemberName member) {
        Duration offset = truth.now().since(truth.clock(member));
        return new Prints(
                moment -> moment.equals(Moment.NEVER) ? moment : moment.plus(offset),
                epoch -> epoch(truth, epoch));
    }

    private static String epoch(Truth truth, LockEpoch epoch) {
        return truth.tenure(epoch).map(Object::toString).orElse("zxid-" + epoch);
    }
}
