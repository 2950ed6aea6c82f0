package io.matriarch.simulator.scenario;

import io.matriarch.action.Action;
import io.matriarch.state.Operation;
import java.util.Set;
import java.util.TreeSet;

/** The names by which scenarios call actions and operations: the names of their records. */
public final class ActionNames {
    private static final Set<String> KNOWN = new TreeSet<>();

    static {
        collect(Action.class);
        collect(Operation.class);
    }

    private ActionNames() {}

    /** Whether an action or an operation is called so. */
    public static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }

    /** All of them, for an error message about that word, which is none. */
    public static String known(String word) {
        return "no action is called so"
                + Nearest.hint(word, KNOWN)
                + "; write one of "
                + String.join(", ", KNOWN);
    }

    /** Every known name that {@code action} goes by: its own, and that of its operation. */
    public static boolean matches(Action action, String name) {
        return action.getClass().getSimpleName().equals(name)
                || action instanceof io.matriarch.action.PostgresAction.Begin begin
                        && begin.operation().getClass().getSimpleName().equals(name);
    }

    private static void collect(Class<?> type) {
        if (type.isSealed()) {
            for (Class<?> kind : type.getPermittedSubclasses()) {
                collect(kind);
            }
        } else {
            KNOWN.add(type.getSimpleName());
        }
    }
}
