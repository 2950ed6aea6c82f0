package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of the {@code members} statement.
 *
 * @param name the member
 * @param start what its PostgreSQL is at the beginning
 * @param tags its tags, by name
 */
public record MemberLine(MemberName name, Start start, SortedMap<String, String> tags) {
    /** Tags that a scenario may give by their bare name. */
    static final List<String> FLAGS =
            List.of("nofailover", "noloadbalance", "clonefrom", "nosync", "nostream");

    /** Tags that need a value. */
    static final List<String> VALUED =
            List.of("failover_priority", "sync_priority", "replicatefrom");

    public MemberLine {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** What a PostgreSQL is at the beginning. */
    public enum Start {
        /** Runs, accepts writes. */
        PRIMARY,
        /** Runs and streams from the primary. */
        STANDBY,
        /** No data directory yet. */
        EMPTY,
        /** Stopped, with the data of another cluster. */
        FOREIGN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As a scenario says it. */
    public String text() {
        return name + " " + start.word() + text(tags);
    }

    /** Tags as a scenario says them, each with a blank before it. */
    static String text(SortedMap<String, String> tags) {
        StringBuilder text = new StringBuilder();
        tags.forEach((tag, value) ->
                text.append(' ').append(FLAGS.contains(tag) ? tag : tag + " " + value));
        return text.toString();
    }

    /** Reads tags up to the end of the statement. */
    static SortedMap<String, String> tags(Words words) {
        SortedMap<String, String> tags = new TreeMap<>();
        while (!words.isEmpty()) {
            String tag = words.read("a tag such as nofailover", MemberLine::tag);
            tags.put(tag, FLAGS.contains(tag) ? "true" : words.word("the tag's value"));
        }
        return tags;
    }

    private static Optional<String> tag(String word) {
        return Optional.of(word).filter(one -> FLAGS.contains(one) || VALUED.contains(one));
    }
}
