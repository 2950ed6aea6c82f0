package io.matriarch.state;

import io.matriarch.value.MemberName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code synchronous_standby_names} says: a commit waits for so many of these standbys
 * (PostgreSQL documentation 19.6.2).
 *
 * @param method how they are chosen
 * @param count how many; 0 for nobody, else at least 1
 * @param members their application names, in order of preference; {@code *} means everybody
 */
public record SyncNames(Method method, int count, List<String> members) {
    /** A commit waits for nobody. */
    public static final SyncNames NONE = new SyncNames(Method.NONE, 0, List.of());

    /** Nobody is called so: each commit waits until there is a standby (contract 2.18). */
    public static final SyncNames NOBODY_YET =
            new SyncNames(Method.FIRST, 1, List.of("__patroni_strict_sync_replica_placeholder__"));

    private static final String EVERYBODY = "*";
    private static final Pattern COUNTED =
            Pattern.compile(
                    "\\s*(?:(any|first)\\s+)?(\\d+)\\s*\\((.*)\\)\\s*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))");
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_$]*");

    /** How the standbys that count are chosen. */
    public enum Method {
        NONE,
        /** The first of the list that are connected, all of them. */
        FIRST,
        /** Any so many of the list. */
        ANY
    }

    public SyncNames {
        members = List.copyOf(members);
        boolean none = method == Method.NONE;
        if (none != (count < 1) || none != members.isEmpty()) {
            throw new IllegalArgumentException(method + " " + count + " " + members);
        }
    }

    /** All of these members, or nobody when there are none. */
    public static SyncNames all(Collection<MemberName> names) {
        return names.isEmpty() ? NONE : new SyncNames(Method.FIRST, names.size(), texts(names));
    }

    /** Any so many of these members, or nobody when there are none. */
    public static SyncNames any(int count, Collection<MemberName> names) {
        return names.isEmpty() || count < 1 ? NONE : new SyncNames(Method.ANY, count, texts(names));
    }

    /** Reads the parameter's value; what PostgreSQL would refuse is taken for one name. */
    public static SyncNames parse(String value) {
        if (value.isBlank()) {
            return NONE;
        }
        Matcher counted = COUNTED.matcher(value);
        if (!counted.matches() || Integer.parseInt(counted.group(2)) < 1) {
            return new SyncNames(Method.FIRST, 1, names(value));
        }
        boolean any = "any".equalsIgnoreCase(counted.group(1));
        return new SyncNames(
                any ? Method.ANY : Method.FIRST,
                Integer.parseInt(counted.group(2)),
                names(counted.group(3)));
    }

    /** The parameter's value. */
    public String text() {
        List<String> quoted = members.stream().map(SyncNames::quoted).toList();
        String list = String.join(",", quoted);
        return switch (method) {
            case NONE -> "";
            case FIRST -> count == 1 && members.size() == 1 ? list : count + " (" + list + ")";
            case ANY -> "ANY " + count + " (" + list + ")";
        };
    }

    /** Whether a commit waits for anybody at all. */
    public boolean waits() {
        return method != Method.NONE;
    }

    /** Whether a standby of any name counts. */
    public boolean meansEverybody() {
        return members.contains(EVERYBODY);
    }

    /**
     * Whether a standby of this application name may count; case does not matter (contract 1.6).
     */
    public boolean lists(String application) {
        return meansEverybody() || members.stream().anyMatch(application::equalsIgnoreCase);
    }

    /** Whether whatever commit this acknowledges the other would have acknowledged, too. */
    public boolean isAtLeast(SyncNames other) {
        if (!other.waits() || equals(other)) {
            return true;
        }
        if (meansEverybody() || other.meansEverybody()) {
            return false;
        }
        long more = members.stream().filter(name -> !other.lists(name)).count();
        return other.members.stream().allMatch(this::lists) && count - more >= other.count;
    }

    @Override
    public String toString() {
        return waits() ? text() : "nobody";
    }

    private static List<String> texts(Collection<MemberName> names) {
        return names.stream().sorted().map(MemberName::text).toList();
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(list);
        int at = 0;
        while (at <= list.length() && name.region(at, list.length()).lookingAt()) {
            boolean isQuoted = name.group(1) != null;
            String text = isQuoted ? name.group(1).replace("\"\"", "\"") : name.group(2).strip();
            if (!text.isEmpty()) {
                names.add(text);
            }
            int comma = list.indexOf(',', name.end());
            at = comma < 0 ? list.length() + 1 : comma + 1;
        }
        return names.isEmpty() ? List.of(list) : names;
    }

    private static String quoted(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        boolean bare =
                PLAIN.matcher(name).matches() && !word.equals("any") && !word.equals("first");
        return bare || name.equals(EVERYBODY) ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
