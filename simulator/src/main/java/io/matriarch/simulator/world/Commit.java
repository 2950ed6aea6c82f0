package io.matriarch.simulator.world;

import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.Timeline;

/**
 * A commit that PostgreSQL acknowledged to a client.
 *
 * @param at when it was acknowledged
 * @param writer the client
 * @param member who acknowledged it
 * @param timeline on which timeline
 * @param lsn the end of its record
 * @param segment which stretch of log it is part of, see {@link Wal}
 * @param synchronous whether it waited for standbys that its agent had named
 * @param promised whether key {@code sync} promised that it stays, whatever it waited for
 */
public record Commit(
        Moment at,
        String writer,
        MemberName member,
        Timeline timeline,
        Lsn lsn,
        long segment,
        boolean synchronous,
        boolean promised) {}
