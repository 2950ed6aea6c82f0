package io.matriarch.runtime.postgres.access;

import io.matriarch.runtime.postgres.ServerVersion;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Whether the user names of a rule mean an account. */
enum Naming {
    YES,
    NO,
    /** Only the running server knows. */
    UNTOLD;

    /** What PostgreSQL's regular expressions and Java's mean alike, as far as we use them here. */
    private static final Pattern PLAIN =
            Pattern.compile("\\^?(?:[A-Za-z0-9_-](?:[*+?](?![*+?]))?|\\.(?:[*+?](?![*+?]))?)*\\$?");

    static Naming of(List<HbaToken> users, String account, ServerVersion version) {
        Naming found = NO;
        for (HbaToken user : users) {
            Naming one = of(user, account, version);
            if (one == YES) {
                return YES;
            }
            found = one == UNTOLD ? UNTOLD : found;
        }
        return found;
    }

    private static Naming of(HbaToken user, String account, ServerVersion version) {
        if (user.isGroup()) {
            return UNTOLD;
        }
        if (version.includesHbaFiles() && user.text().startsWith("/")) {
            return matches(user.text().substring(1), account);
        }
        return user.is("all") || user.text().equals(account) ? YES : NO;
    }

    private static Naming matches(String expression, String account) {
        try {
            return !PLAIN.matcher(expression).matches() || !isAscii(account)
                    ? UNTOLD
                    : Pattern.compile(expression).matcher(account).find() ? YES : NO;
        } catch (PatternSyntaxException _) {
            return UNTOLD;
        }
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < 128);
    }
}
