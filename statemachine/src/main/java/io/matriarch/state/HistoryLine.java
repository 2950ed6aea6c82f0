package io.matriarch.state;

import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;

/**
 * One line of key {@code history}: where a timeline was left (contract 1.8).
 *
 * @param timeline the timeline that ended
 * @param end where the next one forked off
 * @param reason PostgreSQL's words
 * @param at ISO-8601 time, empty in old data
 * @param newLeader who was promoted, empty in old data
 */
public record HistoryLine(Timeline timeline, Lsn end, String reason, String at, String newLeader) {}
