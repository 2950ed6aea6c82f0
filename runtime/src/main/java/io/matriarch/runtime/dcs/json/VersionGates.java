package io.matriarch.runtime.dcs.json;

import io.matriarch.state.MemberRecord;
import io.matriarch.state.Role;
import java.util.Collection;

/**
 * What we still write for members of an older version (contract 1.3). A member that does not tell
 * its version counts as the oldest.
 */
public final class VersionGates {
    private VersionGates() {}

    /** Whether somebody still reads the leader's position from {@code optime/leader}. */
    public static boolean needsOptime(Collection<MemberRecord> members) {
        return members.stream().anyMatch(member -> isOlder(member.version(), 2, 1));
    }

    /** Whether somebody knows a primary by the word {@code master} only. */
    public static boolean needsMaster(Collection<MemberRecord> members) {
        return members.stream().anyMatch(member -> isOlder(member.version(), 3, 1));
    }

    /** The word for a role. */
    public static String word(Role role, boolean saysMaster) {
        return saysMaster && role == Role.PRIMARY ? "master" : role.word();
    }

    private static boolean isOlder(String version, int major, int minor) {
        String[] parts = version.split("\\.", -1);
        int first = number(parts[0]);
        return first < major || first == major && (parts.length > 1 ? number(parts[1]) : 0) < minor;
    }

    private static int number(String digits) {
        return Json.isDecimal(digits) && digits.length() < 9 ? Integer.parseInt(digits) : 0;
    }
}
