package io.matriarch.runtime.postgres.probe;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code recovery.conf}, which no SQL function shows (before version 12). */
final class RecoveryConf {
    private static final Pattern CONNINFO =
            Pattern.compile("^\\s*primary_conninfo\\s*=?\\s*'((?:[^'\\\\]|''|\\\\.)*)'.*$");

    private RecoveryConf() {}

    /** The last one counts; empty when there is none. */
    static String primaryConninfo(List<String> lines) {
        String found = "";
        for (String line : lines) {
            Matcher matcher = CONNINFO.matcher(line);
            if (matcher.matches()) {
                found = matcher.group(1).replace("''", "'").replaceAll("\\\\(.)", "$1");
            }
        }
        return found;
    }
}
