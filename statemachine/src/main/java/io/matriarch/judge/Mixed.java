package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.Member;
import io.matriarch.state.NodeState;
import java.util.Optional;

/**
 * What we do for members of other versions while they take part (contract 1.3, 9). A member that
 * does not tell its version counts as the oldest. What we write ourselves is read by no gate of
 * ours: our own record does not count.
 */
public final class Mixed {
    private Mixed() {}

    /** What we advertise at least, so that others take us for as new as we are. */
    static final String ADVERTISED = "4.1.0";

    /**
     * Whether a primary is called {@code master}: somebody knows it by no other word, and would
     * take it for a standby and lead beside it.
     */
    public static boolean saysMaster(NodeState state) {
        return someIsOlder(state, 3, 1);
    }

    /** Whether somebody reads the leader's position from {@code optime/leader} only. */
    public static boolean readsOldPosition(NodeState state) {
        return someIsOlder(state, 2, 1);
    }

    /** The version that we publish: our own, or one that passes every gate of the others. */
    public static String version(LocalSettings local) {
        return isOlder(local.version(), 4, 1) ? ADVERTISED : local.version();
    }

    private static boolean someIsOlder(NodeState state, int major, int minor) {
        return state.cluster().latest().orElse(ClusterView.EMPTY).members().values().stream()
                .filter(member -> !member.name().equals(state.me()))
                .map(Member::record)
                .anyMatch(record -> isOlder(record.version(), major, minor));
    }

    private static boolean isOlder(String version, int major, int minor) {
        String[] parts = version.split("\\.", -1);
        int first = number(parts[0]);
        int second = parts.length > 1 ? number(parts[1]) : 0;
        return first < major || first == major && second < minor;
    }

    private static int number(String digits) {
        return Optional.of(digits)
                .filter(text -> text.matches("[0-9]{1,8}"))
                .map(Integer::parseInt)
                .orElse(0);
    }
}
