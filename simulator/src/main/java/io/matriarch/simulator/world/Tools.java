package io.matriarch.simulator.world;

import io.matriarch.simulator.mishap.Tool;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which tools of one host fail or hang. */
final class Tools {
    private final Set<Tool> broken = EnumSet.noneOf(Tool.class);
    private final Map<Tool, List<Runnable>> hanging = new EnumMap<>(Tool.class);

    boolean broken(Tool tool) {
        return broken.add(tool);
    }

    boolean hang(Tool tool) {
        return hanging.putIfAbsent(tool, new ArrayList<>()) == null;
    }

    /** It works again; what hung goes on now. */
    boolean mend(Tool tool) {
        List<Runnable> waiting = hanging.remove(tool);
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
        return broken.remove(tool) || waiting != null;
    }

    /** Why the operation fails at once, if it does. */
    Optional<Outcome> breakage(Operation operation) {
        return broken.contains(Tool.of(operation))
                ? Optional.of(new Outcome.Failed(operation.word() + " does not work on this host"))
                : Optional.empty();
    }

    /** Runs what ends the operation: now, or when its tool is mended. */
    void end(Operation operation, Runnable rest) {
        List<Runnable> waiting = hanging.get(Tool.of(operation));
        if (waiting == null) {
            rest.run();
        } else {
            waiting.add(rest);
        }
    }

    /** Whether it is the work of a process of its own, which the end of PostgreSQL does not end. */
    static boolean doAlone(Operation operation) {
        return operation instanceof Operation.Initdb
                || operation instanceof Operation.PrePromote
                || operation instanceof Operation.RecoverAlone
                || operation instanceof Operation.Rewind
                || operation instanceof Operation.Basebackup
                || operation instanceof Operation.CopySlots;
    }
}
