package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Something about a host that works, and works badly. */
public sealed interface Impairment extends Fault {
    /** Whose host. */
    List<MemberName> members();

    /** Every message from or to the host takes that much longer; zero: no longer than usual. */
    record SlowNetwork(List<MemberName> members, Duration more) implements Impairment {
        public SlowNetwork {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return more.isZero()
                    ? "network good " + names()
                    : "network slow " + names() + " " + Amounts.text(more);
        }
    }

    /** So many of a hundred packets from or to the host are lost, and sent again. */
    record LossyNetwork(List<MemberName> members, int percent) implements Impairment {
        public LossyNetwork {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return "network lossy " + names() + " " + percent + "%";
        }
    }

    /**
     * Every clock of the host goes too fast from then on.
     *
     * @param permille by how much; negative for too slow, zero for right
     */
    record ClockRate(List<MemberName> members, int permille) implements Impairment {
        public ClockRate {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return "clock "
                    + names()
                    + (permille == 0
                            ? " true"
                            : (permille < 0 ? " slow " : " fast ") + Math.abs(permille) + "/1000");
        }
    }

    /** As a scenario says them. */
    default String names() {
        return members().stream().map(MemberName::text).collect(Collectors.joining(" "));
    }

    /** Reads what follows {@code network}. */
    static Impairment network(Words words) {
        String how = words.word("'slow', 'lossy' or 'good'");
        return switch (how) {
            case "good" -> new SlowNetwork(words.members(), Duration.ZERO);
            case "slow" -> {
                List<MemberName> members = words.membersUntilNumber();
                yield new SlowNetwork(members, words.duration());
            }
            case "lossy" -> {
                List<MemberName> members = words.membersUntilNumber();
                yield new LossyNetwork(members, words.share("%", 99));
            }
            default -> throw words.wrong(how, "write 'slow', 'lossy' or 'good'");
        };
    }
}
