package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.Member;
import io.matriarch.state.NodeState;

/**
 * What we do for members of other versions while they take part (contract 1.3, 9). A member that
 * does not tell its version counts as the oldest. What we write ourselves is read by no gate of
 * ours: our own record does not count.
 */
public final class Mixed {
    private Mixed() {}

    /** What we advertise at least, so that others take us for as new as we are. */
    static final String ADVERTISED = "4.1.0";

    private static final int MOST_DIGITS = 8;

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
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        for (Member member : view.members().values()) {
            if (!member.name().equals(state.me())
                    && isOlder(member.record().version(), major, minor)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOlder(String version, int major, int minor) {
        int end = endOfNumber(version, 0);
        int first = number(version, 0, end);
        int next = Math.min(end + 1, version.length());
        int second = number(version, next, endOfNumber(version, next));
        return first < major || first == major && second < minor;
    }

    private static int endOfNumber(String version, int from) {
        int dot = version.indexOf('.', from);
        return dot < 0 ? version.length() : dot;
    }

    /** What the digits there say; 0 for what is no number of one to eight digits. */
    private static int number(String version, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = version.charAt(i);
            if (digit < '0' || digit > '9' || to - from > MOST_DIGITS) {
                return 0;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }
}
