package io.matriarch.judge;

import static io.matriarch.judge.History.Kinship.ANCESTOR;
import static io.matriarch.judge.History.Kinship.DIVERGED;
import static io.matriarch.judge.History.Kinship.SPLIT;
import static io.matriarch.judge.History.Kinship.UNTOLD;
import static io.matriarch.testing.Facts.fork;
import static io.matriarch.testing.Facts.timeline;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.judge.History.Kinship;
import io.matriarch.judge.History.Log;
import io.matriarch.state.HistoryLine;
import io.matriarch.value.Lsn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final List<HistoryLine> NONE = List.of();

    /** Timeline 1 was left at 0/3000, timeline 2 at 0/5000; the leader is on 3. */
    private static final List<HistoryLine> TWO_FORKS = List.of(fork(1, 0x3000), fork(2, 0x5000));

    @Test
    void aLogThatEndsBeforeTheForkIsABeginningOfTheLeaders() {
        assertEquals(ANCESTOR, compare(received(1, 0x2FFF), 3, TWO_FORKS));
        assertEquals(ANCESTOR, compare(received(1, 0x3000), 3, TWO_FORKS), "exactly at the fork");
        assertEquals(ANCESTOR, compare(received(2, 0x4000), 3, TWO_FORKS));
        assertEquals(ANCESTOR, compare(written(2, 0x5000), 3, TWO_FORKS), "a former primary");
    }

    @Test
    void aLogThatGoesBeyondTheForkHasDiverged() {
        assertEquals(DIVERGED, compare(received(1, 0x3001), 3, TWO_FORKS));
        assertEquals(DIVERGED, compare(written(2, 0x5001), 3, TWO_FORKS));
        assertEquals(DIVERGED, compare(crashed(2), 3, TWO_FORKS), "its end is unknown");
    }

    @Test
    void aTimelineThatTheLeaderNeverWasOnHasDiverged() {
        List<HistoryLine> skipping = List.of(fork(1, 0x3000), fork(3, 0x6000));

        assertEquals(DIVERGED, compare(received(2, 0x1000), 4, skipping));
        assertEquals(DIVERGED, compare(received(5, 0x1000), 3, TWO_FORKS), "newer than its own");
    }

    @Test
    void theSameTimelineIsFollowedUnlessBothWroteIt() {
        assertEquals(ANCESTOR, compare(received(3, 0x9000), 3, TWO_FORKS));
        assertEquals(SPLIT, compare(written(3, 0x9000), 3, TWO_FORKS));
        assertEquals(SPLIT, compare(crashed(1), 1, NONE));
    }

    @Test
    void aLeaderThatHasNotToldItsHistoryYetCannotBeComparedWith() {
        assertEquals(
                UNTOLD,
                History.compare(received(1, 1), Optional.empty(), Optional.of(TWO_FORKS)),
                "it does not run as primary yet");
        assertEquals(UNTOLD, compare(received(1, 1), 2, NONE), "no line for its timeline");
        assertEquals(UNTOLD, compare(received(1, 1), 4, TWO_FORKS), "the newest line is missing");
        assertEquals(
                UNTOLD,
                History.compare(received(1, 1), Optional.of(timeline(2)), Optional.empty()));
    }

    @Test
    void theForkOfATimelineIsWhereItWasLeft() {
        assertEquals("Optional[0/3000]", History.forkOf(timeline(1), TWO_FORKS).toString());
        assertEquals("Optional.empty", History.forkOf(timeline(3), TWO_FORKS).toString());
    }

    private static Kinship compare(Log ours, int leader, List<HistoryLine> lines) {
        return History.compare(ours, Optional.of(timeline(leader)), Optional.of(lines));
    }

    private static Log received(int timeline, long end) {
        return new Log(timeline(timeline), Optional.of(new Lsn(end)), false);
    }

    private static Log written(int timeline, long end) {
        return new Log(timeline(timeline), Optional.of(new Lsn(end)), true);
    }

    private static Log crashed(int timeline) {
        return new Log(timeline(timeline), Optional.empty(), true);
    }
}
