package io.matriarch.simulator.invariant;

import io.matriarch.machine.Machine;
import io.matriarch.machine.Step;
import io.matriarch.simulator.world.SimJournal;
import io.matriarch.state.NodeState;
import io.matriarch.value.Digest;
import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * I10: the same scenario twice gives the same digests, and each journal replayed through the
 * machine gives the same rules and digests. Judged after a run, so it is no {@link Invariant}.
 */
public final class Determinism {
    public static final String ID = "I10";
    public static final String TITLE = "determinism";

    private Determinism() {}

    /** Compares two runs by one digest per member. */
    public static Optional<String> compare(
            Map<MemberName, Long> first, Map<MemberName, Long> second) {
        for (MemberName member : first.keySet()) {
            if (!first.get(member).equals(second.get(member))) {
                return Optional.of("two runs of the same scenario differ on " + member);
            }
        }
        return first.size() == second.size()
                ? Optional.empty()
                : Optional.of("two runs of the same scenario have different members");
    }

    /** Feeds every event of a member's journal to the machine once more. */
    public static Optional<String> replay(MemberName member, List<SimJournal.Run> runs) {
        for (SimJournal.Run run : runs) {
            NodeState state = run.initial();
            for (SimJournal.Entry entry : run.entries()) {
                Step step = Machine.step(state, entry.event());
                if (!step.rules().equals(entry.rules())) {
                    return Optional.of(
                            "replayed on %s at %s: the journal says %s, the machine %s"
                                    .formatted(
                                            member,
                                            entry.event().at(),
                                            entry.rules(),
                                            step.rules()));
                }
                if (Digest.of(step.next(), step.actions()) != entry.digest()) {
                    return Optional.of(
                            "replayed on %s at %s: same rules, another state or other actions"
                                    .formatted(member, entry.event().at()));
                }
                state = step.next();
            }
        }
        return Optional.empty();
    }

    /** One digest of all that a member did. */
    public static long digest(List<SimJournal.Run> runs) {
        List<Long> digests =
                runs.stream()
                        .flatMap(run -> run.entries().stream())
                        .map(SimJournal.Entry::digest)
                        .toList();
        return Digest.of(digests);
    }
}
