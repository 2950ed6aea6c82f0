package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import io.matriarch.value.RuleId;
import java.util.Optional;

/**
 * What a fault waits for: that a rule decides on a member. So a story can name the worst instant,
 * which no time of day does.
 *
 * @param rule the rule
 * @param member on whom it decides
 */
public record Once(RuleId rule, MemberName member) {
    /** As a scenario says it. */
    public String text() {
        return "once " + rule + " on " + member;
    }

    /** Reads it, if the next words are about it. */
    static Optional<Once> parse(Words words) {
        if (!words.skip("once")) {
            return Optional.empty();
        }
        RuleId rule = Statements.rule(words);
        words.must("on");
        return Optional.of(new Once(rule, words.member()));
    }
}
