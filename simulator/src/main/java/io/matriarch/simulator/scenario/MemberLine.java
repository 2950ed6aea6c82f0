package io.matriarch.simulator.scenario;

import io.matriarch.simulator.mishap.Dog;
import io.matriarch.simulator.world.MemberSpec.Consent;
import io.matriarch.state.WatchdogPolicy;
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
 * @param consent what its {@code pre_promote} script says
 * @param dog its watchdog
 * @param handoff whether it offers its lock and takes one that is offered; Patroni does not
 */
public record MemberLine(
        MemberName name,
        Start start,
        SortedMap<String, String> tags,
        Consent consent,
        Dog dog,
        boolean handoff) {
    /** What is said of one that lets its lock go and races for it, as Patroni does. */
    static final String WITHOUT_HANDOFF = "racing";

    /** Tags that a scenario may give by their bare name. */
    static final List<String> FLAGS =
            List.of("nofailover", "noloadbalance", "clonefrom", "nosync", "nostream");

    /** Tags that need a value. */
    static final List<String> VALUED =
            List.of("failover_priority", "sync_priority", "replicatefrom");

    private static final String TAG =
            "one of the tags "
                    + String.join(", ", FLAGS)
                    + ", or "
                    + String.join(", ", VALUED)
                    + " with a value; each member has a line of its own";

    /** The modes of a watchdog, for an error message. */
    static final String MODES = "'off', 'automatic' or 'required'";

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
        FOREIGN,
        /** No member: the primary of another cluster, without an agent. */
        REMOTE,
        /** No member: a standby of that primary, or of ours when there is none. */
        REMOTE_STANDBY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As a scenario says it. */
    public String text() {
        String script =
                consent == Consent.UNASKED
                        ? ""
                        : " pre_promote " + consent.name().toLowerCase(Locale.ROOT);
        String watchdog = dog.equals(Dog.NONE) ? "" : " " + dog.text();
        String way = handoff ? "" : " " + WITHOUT_HANDOFF;
        return name + " " + start.word() + way + script + watchdog + text(tags);
    }

    /** Reads what the script before a promotion says, if the next words are about it. */
    static Consent consent(Words words) {
        if (!words.skip("pre_promote")) {
            return Consent.UNASKED;
        }
        return words.read(
                "'agrees' or 'refuses'",
                word ->
                        switch (word) {
                            case "agrees" -> Optional.of(Consent.AGREES);
                            case "refuses" -> Optional.of(Consent.REFUSES);
                            default -> Optional.empty();
                        });
    }

    /** Reads what it has for a watchdog, if the next words are about it. */
    static Dog dog(Words words) {
        if (!words.skip("watchdog")) {
            return Dog.NONE;
        }
        WatchdogPolicy.Mode mode = words.read(MODES, Dog::mode);
        for (Dog.Device device : Dog.Device.values()) {
            if (words.skip(device.word())) {
                return new Dog(mode, device);
            }
        }
        return new Dog(mode, Dog.Device.WORKS);
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
            String tag = words.read(TAG, MemberLine::tag);
            tags.put(tag, FLAGS.contains(tag) ? "true" : words.word("the tag's value"));
        }
        return tags;
    }

    private static Optional<String> tag(String word) {
        return Optional.of(word).filter(one -> FLAGS.contains(one) || VALUED.contains(one));
    }
}
