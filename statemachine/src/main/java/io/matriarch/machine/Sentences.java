package io.matriarch.machine;

import io.matriarch.action.Action;
import io.matriarch.action.DcsAction;
import io.matriarch.action.FenceAction;
import io.matriarch.rule.DecisionTable;
import io.matriarch.value.RuleId;
import java.util.Optional;

/** What a step is told as. */
public final class Sentences {
    private Sentences() {}

    /** The deciding rule, why it is there, and what was the matter this time. */
    public static String of(Step step) {
        RuleId rule = step.rules().getFirst();
        String matter =
                step.actions().stream()
                        .flatMap(action -> why(action).stream())
                        .findFirst()
                        .map(why -> " (" + why + ")")
                        .orElse("");
        return rule + ": " + DecisionTable.because(rule) + matter;
    }

    private static Optional<String> why(Action action) {
        return switch (action) {
            case DcsAction.ClearFailover clear -> Optional.of(clear.why());
            case FenceAction.FenceNow fence -> Optional.of(fence.why());
            case Action _ -> Optional.empty();
        };
    }
}
