package io.matriarch.rule;

import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.told;

import io.matriarch.action.Action;
import io.matriarch.judge.Situation;
import io.matriarch.state.NodeState;
import io.matriarch.testing.States;
import java.util.stream.Collectors;

/** The decision in a state, in print. */
final class Decided {
    static final String N2_UPSTREAM = "Upstream[member=n2, connUrl=postgres://n2:5432/postgres]";
    static final String ASKING =
            "apiUrls={n2=http://n2:8008/patroni, n3=http://n3:8008/patroni},"
                    + " forVotes=false, servers={}]";

    private Decided() {}

    /** Both others answered that they are able and lack nothing. */
    static NodeState heard(NodeState state) {
        return States.answered(state, told(1, WRITTEN), told(1, WRITTEN));
    }

    /** A first operation that needs no permit. */
    static String begin(String operation, String deadline) {
        return "Begin[id=4, operation="
                + operation
                + ", permit=NoneNeeded[], deadline="
                + deadline
                + "]";
    }

    /** The rule and the actions of the deciding row. */
    static String decided(NodeState state) {
        Row<? extends Situation> row = DecisionTable.WHOLE.first(Situation.of(state)).orElseThrow();
        return row.id()
                + ": "
                + row.plan().plan(state).actions().stream()
                        .map(Action::toString)
                        .map(text ->
                                text.replaceAll(
                                        "record=.*role=(\\w+).*released=Optional\\[Release"
                                                + "\\[epoch=(\\d+), end=(.*?)\\]\\], guarded.*",
                                        "record of $1 released $2 at $3]"))
                        .collect(Collectors.joining("; "));
    }
}
