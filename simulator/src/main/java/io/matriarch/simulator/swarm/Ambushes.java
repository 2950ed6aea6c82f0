package io.matriarch.simulator.swarm;

import io.matriarch.rule.DecisionTable;
import io.matriarch.simulator.scenario.Once;
import io.matriarch.value.MemberName;
import io.matriarch.value.RuleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Faults that lie in wait for a decision of a member, and strike it while it does what was decided.
 * A third of the seeds have none.
 *
 * @param draw chance
 * @param sharp what most of them do; absent when there are none
 */
record Ambushes(Draw draw, Optional<FaultKind> sharp) {
    /** What begins that which must not be interrupted. */
    private static final List<RuleId> TENDER =
            List.of(
                    new RuleId("S20-lock-free-best"),
                    new RuleId("P14-claim-sync"),
                    new RuleId("P20-promote"),
                    new RuleId("P30-restart-primary"),
                    new RuleId("P40-hand-on"),
                    new RuleId("E40-take-over"),
                    new RuleId("F20-lease-ending"),
                    new RuleId("R10-start-standby"),
                    new RuleId("R16-recover-alone"),
                    new RuleId("R20-rewind"),
                    new RuleId("R22-copy"),
                    new RuleId("J10-copy"));

    /** What leaves no time to finish anything. */
    private static final List<FaultKind> SHARP =
            List.of(
                    FaultKind.KILL_AGENT,
                    FaultKind.FREEZE_AGENT,
                    FaultKind.CRASH_HOST,
                    FaultKind.CRASH_POSTGRES,
                    FaultKind.CUT_FROM_ZOOKEEPER,
                    FaultKind.ZOOKEEPER_DOWN,
                    FaultKind.SESSION_EXPIRED,
                    FaultKind.LOCK_DELETED,
                    FaultKind.GUARD_KILLED);

    private static final int SEEDS_WITHOUT = 33;
    private static final int SHARPLY = 70;
    private static final int MOST = 6;
    private static final int AT_TENDER_MOMENTS = 85;
    private static final int AT_ONCE = 30;
    private static final Duration LATEST = Duration.ofMillis(800);

    static Ambushes of(Draw draw) {
        return new Ambushes(
                draw,
                draw.chance(SEEDS_WITHOUT) ? Optional.empty() : Optional.of(draw.pick(SHARP)));
    }

    /** These kinds of misfortune, and that of the ambushes. */
    List<FaultKind> and(List<FaultKind> kinds) {
        return Stream.concat(kinds.stream(), sharp.stream()).distinct().toList();
    }

    /** All of a seed, of these kinds. */
    List<Strike> among(List<FaultKind> kinds) {
        if (kinds.isEmpty() || sharp.isEmpty()) {
            return List.of();
        }
        List<Strike> all = new ArrayList<>();
        int number = draw.between(1, MOST);
        for (int i = 0; i < number; i++) {
            boolean sharply = kinds.contains(sharp.get()) && draw.chance(SHARPLY);
            all.addAll(one(sharply ? sharp.get() : draw.pick(kinds)));
        }
        return all;
    }

    private List<Strike> one(FaultKind kind) {
        MemberName member = draw.one();
        RuleId rule =
                draw.chance(AT_TENDER_MOMENTS)
                        ? draw.pick(TENDER)
                        : draw.pick(List.copyOf(DecisionTable.rules().keySet()));
        Duration later = draw.chance(AT_ONCE) ? Duration.ZERO : draw.moment(LATEST);
        return kind.draw(draw.mostly(member), Generator.FIRST).stream()
                .map(strike -> {
                    Duration spell = strike.time().minus(Generator.FIRST);
                    Once once = new Once(rule, member, later.plus(spell));
                    return new Strike(Generator.FIRST, Optional.of(once), strike.fault());
                })
                .toList();
    }
}
