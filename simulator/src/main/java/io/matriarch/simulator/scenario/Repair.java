package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that befell these hosts is mended at once, the ensemble and the network among them
 * too; what befell others stays. From then on the cluster must come right by itself.
 *
 * @param members the hosts that are mended
 */
public record Repair(List<MemberName> members) implements Fault {
    public Repair {
        members = List.copyOf(members);
    }

    @Override
    public String text() {
        return "repair " + members.stream().map(MemberName::text).collect(Collectors.joining(" "));
    }
}
