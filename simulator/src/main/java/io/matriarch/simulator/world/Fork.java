package io.matriarch.simulator.world;

import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;

/**
 * Where a timeline was left for the next one in a history.
 *
 * @param timeline the timeline that was left
 * @param end where
 */
public record Fork(Timeline timeline, Lsn end) {}
