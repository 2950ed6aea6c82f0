package io.matriarch.simulator.page;

import java.util.List;
import java.util.SortedMap;

/**
 * All that a page shows. Times are milliseconds: since the scenario began, or since 1970 UTC.
 *
 * @param title the name
 * @param story what it is about, in sentences
 * @param facts the circumstances, each a few words
 * @param warnings what a reader must know before believing the page
 * @param wall whether times are since 1970
 * @param from where the page begins
 * @param to where it ends
 * @param lanes one per member, and before them one for ZooKeeper where its truth is known
 * @param marks what happened at one moment, in the order of time
 * @param gaps stretches in which something was wrong for clients
 * @param because the sentence of each rule that the page names
 */
public record Page(
        String title,
        String story,
        List<String> facts,
        List<String> warnings,
        boolean wall,
        long from,
        long to,
        List<Lane> lanes,
        List<Mark> marks,
        List<Gap> gaps,
        SortedMap<String, String> because) {

    /**
     * One line of the page.
     *
     * @param name the member, or {@code ZooKeeper}
     * @param bands what was the case over a time; those of one kind do not overlap
     */
    public record Lane(String name, List<Band> bands) {}

    /**
     * Something that was so for a time.
     *
     * @param kind {@code role}, {@code lease}, {@code work}, {@code agent} or {@code rule}
     * @param is one word of that kind, such as {@code primary}
     * @param text for people
     */
    public record Band(String kind, String is, long from, long to, String text) {}

    /**
     * Something that happened at a moment.
     *
     * @param where the lane; empty when it is about all of them
     * @param kind {@code fault}, {@code fact}, {@code decision} or {@code failure}
     * @param rules which rules decided, the deciding one first
     * @param text what happened; of a decision the orders
     */
    public record Mark(long at, String where, String kind, List<String> rules, List<String> text) {}

    /**
     * A stretch in which clients were not served, or worse.
     *
     * @param kind {@code outage}, {@code no primary} or {@code two primaries}
     * @param who the client, or the members
     */
    public record Gap(String kind, String who, long from, long to) {}
}
