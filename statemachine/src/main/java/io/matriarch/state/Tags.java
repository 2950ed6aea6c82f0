package io.matriarch.state;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tags of a member (contract 2.16).
 *
 * @param nofailover never a leader
 * @param failoverPriority 1 by default; the higher wins between equals; 0 means {@code nofailover}
 * @param clonefrom preferred as the source of a copy
 * @param shown every tag as published, its value as JSON text
 */
public record Tags(
        boolean nofailover,
        int failoverPriority,
        boolean clonefrom,
        SortedMap<String, String> shown) {
    public static final Tags NONE = new Tags(false, 1, false, Collections.emptySortedMap());

    public Tags {
        shown = Collections.unmodifiableSortedMap(new TreeMap<>(shown));
    }

    /** Whether this member may ever hold the lock. */
    public boolean mayLead() {
        return !nofailover && failoverPriority > 0;
    }
}
