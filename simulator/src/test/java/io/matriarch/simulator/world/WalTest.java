package io.matriarch.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalTest {
    private static final Timeline SECOND = new Timeline(2);

    private final Wal common = Wal.first(1).grown(100);

    @Test
    void aLogIsPartOfWhatWasWrittenAfterIt() {
        assertTrue(common.isPrefixOf(common.grown(10)));
        assertTrue(common.isPrefixOf(common.continued(2, SECOND).grown(10)));
        assertFalse(common.grown(10).isPrefixOf(common));
    }

    @Test
    void logsThatForkedShareWhatCameBefore() {
        Wal old = common.grown(20);
        Wal promoted = common.continued(2, SECOND).grown(50);
        assertFalse(old.isPrefixOf(promoted));
        assertEquals(new Lsn(100), old.commonEnd(promoted));
        assertEquals(List.of(new Fork(Timeline.FIRST, new Lsn(100))), promoted.history());
    }

    @Test
    void twoPromotionsOntoOneNumberAreTwoLogs() {
        Wal one = common.continued(2, SECOND).grown(10);
        Wal other = common.continued(3, SECOND).grown(10);
        assertFalse(one.isPrefixOf(other));
        assertTrue(one.contains(2, new Lsn(110)));
        assertFalse(other.contains(2, new Lsn(110)));
        assertFalse(one.contains(2, new Lsn(111)));
    }

    @Test
    void logsOfDifferentClustersShareNothing() {
        assertEquals(Lsn.ZERO, common.commonEnd(Wal.first(9).grown(100)));
    }
}
