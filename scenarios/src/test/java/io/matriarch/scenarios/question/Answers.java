package io.matriarch.scenarios.question;

import io.matriarch.action.Action;
import io.matriarch.action.AgentAction;
import io.matriarch.judge.Mending;
import io.matriarch.judge.SyncPlan;
import io.matriarch.machine.Machine;
import io.matriarch.machine.Sentences;
import io.matriarch.machine.Step;
import io.matriarch.simulator.world.SimJournal;
import io.matriarch.state.NodeState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a member said for operators, each line once. */
final class Answers {
    private Answers() {}

    static Set<String> of(List<SimJournal.Run> runs) {
        Set<String> lines = new LinkedHashSet<>();
        for (SimJournal.Run run : runs) {
            NodeState state = run.initial();
            for (SimJournal.Entry entry : run.entries()) {
                Step step = Machine.step(state, entry.event());
                state = step.next();
                lines.addAll(said(step));
            }
        }
        return lines;
    }

    private static List<String> said(Step step) {
        List<String> lines = new ArrayList<>();
        lines.add(Sentences.of(step));
        step.candidates().forEach(one -> lines.add("candidate " + one.line()));
        SyncPlan.reasons(step.next())
                .forEach((name, why) -> lines.add("sync " + name + ": " + why));
        String plight = Mending.plight(step.next());
        if (!plight.isEmpty()) {
            lines.add("this member waits for an operator to reinitialize it: " + plight);
        }
        for (Action action : step.actions()) {
            if (action instanceof AgentAction.Answer answer) {
                lines.add("answered: " + answer.text());
            }
        }
        return lines;
    }
}
