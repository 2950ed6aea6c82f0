package io.matriarch.state;

import io.matriarch.value.MemberName;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tags of a member (contract 2.16).
 *
 * @param nofailover never a leader
 * @param failoverPriority 1 by default; the higher wins between equals; 0 means {@code nofailover}
 * @param clonefrom preferred as the source of a copy
 * @param noloadbalance not for readers
 * @param syncPriority 1 by default; the higher is the better synchronous standby; 0 means {@code
 *     nosync}
 * @param nostream recovers from the archive only
 * @param replicatefrom whom it streams from instead of the leader
 * @param shown every tag as published, its value as JSON text
 */
public record Tags(
        boolean nofailover,
        int failoverPriority,
        boolean clonefrom,
        boolean noloadbalance,
        int syncPriority,
        boolean nostream,
        Optional<MemberName> replicatefrom,
        SortedMap<String, String> shown) {
    public static final Tags NONE =
            new Tags(
                    false,
                    1,
                    false,
                    false,
                    1,
                    false,
                    Optional.empty(),
                    Collections.emptySortedMap());

    private static final List<String> YES = List.of("true", "on", "yes", "1", "t", "y");
    private static final List<String> NO = List.of("false", "off", "no", "0", "f", "n");

    public Tags {
        shown = Collections.unmodifiableSortedMap(new TreeMap<>(shown));
    }

    /** The same of a member that asks to be left out of the synchronous set (contract 1.4). */
    public Tags withoutSync() {
        SortedMap<String, String> more = new TreeMap<>(shown);
        more.put("nosync", "true");
        more.put("sync_priority", "0");
        return of(more);
    }

    /** Whether this member may ever hold the lock. */
    public boolean mayLead() {
        return !nofailover && failoverPriority > 0;
    }

    /** Whether a commit may ever wait for this member. */
    public boolean maySync() {
        return syncPriority > 0;
    }

    /**
     * Picks out what the published tags mean: booleans in any of Patroni's words, whole numbers; a
     * value that is neither counts as absent. Where a boolean and a priority contradict each other
     * the boolean wins (contract 2.16).
     *
     * @param shown every tag, its value as JSON text
     */
    public static Tags of(SortedMap<String, String> shown) {
        Optional<Boolean> nofailover = flag(shown, "nofailover");
        int priority = number(shown, "failover_priority").orElse(1);
        boolean never = nofailover.orElse(priority == 0);
        Optional<Boolean> nosync = flag(shown, "nosync");
        int sync = number(shown, "sync_priority").orElse(1);
        boolean neverSync = nosync.orElse(sync == 0);
        return new Tags(
                never,
                Math.max(never ? 0 : 1, priority),
                flag(shown, "clonefrom").orElse(false),
                flag(shown, "noloadbalance").orElse(false),
                neverSync ? 0 : Math.max(1, sync),
                flag(shown, "nostream").orElse(false),
                word(shown, "replicatefrom").filter(name -> !name.isEmpty()).map(MemberName::new),
                shown);
    }

    private static Optional<String> word(SortedMap<String, String> shown, String tag) {
        return Optional.ofNullable(shown.get(tag))
                .filter(value -> !value.equals("null"))
                .map(value ->
                        value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                                ? value.substring(1, value.length() - 1)
                                : value)
                .map(String::strip);
    }

    private static Optional<Boolean> flag(SortedMap<String, String> shown, String tag) {
        Optional<String> word = word(shown, tag).map(one -> one.toLowerCase(Locale.ROOT));
        return word.filter(one -> YES.contains(one) || NO.contains(one)).map(YES::contains);
    }

    private static Optional<Integer> number(SortedMap<String, String> shown, String tag) {
        return word(shown, tag)
                .filter(one -> one.matches("[+-]?[0-9]{1,9}"))
                .map(one -> Math.max(0, Integer.parseInt(one)));
    }
}
