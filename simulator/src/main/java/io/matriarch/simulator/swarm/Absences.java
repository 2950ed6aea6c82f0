package io.matriarch.simulator.swarm;

import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Fault.AgentChange;
import io.matriarch.simulator.scenario.Once;
import io.matriarch.simulator.scenario.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In maintenance guards rest, so nothing but its agent is sure to end a primary: where the plan has
 * maintenance, an agent that goes away is back before anybody takes its lock.
 */
final class Absences {
    private static final Duration SHORT = Duration.ofSeconds(8);

    private Absences() {}

    /** The same plan with such absences ended. */
    static List<Strike> ended(List<Strike> plan) {
        if (plan.stream().map(Strike::fault).noneMatch(Absences::pauses)) {
            return plan;
        }
        List<Strike> whole = new ArrayList<>();
        for (Strike strike : plan) {
            whole.add(strike);
            if (strike.fault() instanceof Fault.ToAgent(AgentChange change, var members)) {
                back(change)
                        .ifPresent(
                                end -> whole.add(later(strike, new Fault.ToAgent(end, members))));
            }
        }
        return whole;
    }

    static boolean pauses(Fault fault) {
        return fault instanceof Command.Pause
                || fault instanceof Command.Configure set && set.setting() == Setting.PAUSE;
    }

    private static Optional<AgentChange> back(AgentChange change) {
        return switch (change) {
            case KILL, STOP -> Optional.of(AgentChange.START);
            case FREEZE -> Optional.of(AgentChange.THAW);
            case START, THAW -> Optional.empty();
        };
    }

    private static Strike later(Strike strike, Fault fault) {
        return strike.once()
                .map(one ->
                        new Strike(
                                strike.time(),
                                Optional.of(
                                        new Once(
                                                one.rule(), one.member(), one.later().plus(SHORT))),
                                fault))
                .orElseGet(() -> new Strike(strike.time().plus(SHORT), fault));
    }
}
