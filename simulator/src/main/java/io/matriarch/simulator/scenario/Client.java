package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import java.util.Optional;

/**
 * One line of the {@code clients} statement: somebody who writes small rows.
 *
 * @param name for expectations
 * @param perSecond writes per second
 * @param pinned the only member that it ever writes to; otherwise it finds the primary
 */
public record Client(String name, int perSecond, Optional<MemberName> pinned) {
    /** As a scenario says it. */
    public String text() {
        return "writer "
                + name
                + " "
                + perSecond
                + "/s "
                + pinned.map(member -> "pinned to " + member).orElse("to the primary");
    }
}
