package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import io.matriarch.value.RuleId;
import java.time.Duration;
import java.util.Optional;

/**
 * What a fault waits for: that a rule decides on a member. So a story can name the worst instant,
 * which no time of day does.
 *
 * @param rule the rule
 * @param member on whom it decides
 * @param later how long after that the fault comes, so that it strikes what was ordered then in the
 *     middle; zero for at once
 */
public record Once(RuleId rule, MemberName member, Duration later) {
    /** As a scenario says it. */
    public String text() {
        String text = "once " + rule + " on " + member;
        return later.isZero() ? text : text + " plus " + Amounts.text(later);
    }

    /** Reads it, if the next words are about it. */
    static Optional<Once> parse(Words words) {
        if (!words.skip("once")) {
            return Optional.empty();
        }
        RuleId rule = Statements.rule(words);
        words.must("on");
        MemberName member = words.member();
        Duration later = words.skip("plus") ? words.duration() : Duration.ZERO;
        return Optional.of(new Once(rule, member, later));
    }
}
