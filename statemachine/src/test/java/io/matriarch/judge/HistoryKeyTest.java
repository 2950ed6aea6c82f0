package io.matriarch.judge;

import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.fork;
import static io.matriarch.testing.Facts.primary;
import static io.matriarch.testing.Facts.timeline;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.HistoryLine;
import io.matriarch.state.NodeState;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import io.matriarch.value.Lsn;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HistoryKeyTest {
    private static final NodeState LEADER = States.steadyPrimary();

    @Test
    void theFirstTimelineHasNoHistory() {
        assertEquals("as it should be", wanted(LEADER));
        assertEquals("", wanted(seeing(LEADER, line(1, 0x10, "n9"))));
    }

    @Test
    void theLastLineNamesUsAndOlderOnesKeepWhatTheKeyKnew() {
        NodeState third = LEADER.with(primary(3, WRITTEN, fork(1, 0x10), fork(2, 0x20)));

        assertEquals("1:16 2:32 n1", wanted(third));
        assertEquals("1:16 n2 2:32 n1", wanted(seeing(third, line(1, 0x10, "n2"))));
        assertEquals("1:16 2:32 n1", wanted(seeing(third, line(1, 0x11, "n2"))));
        assertEquals(
                "as it should be", wanted(seeing(third, line(1, 0x10, "n2"), line(2, 0x20, "n1"))));
    }

    @Test
    void aLastLineThatSaysNotWhoLedIsWrittenAgain() {
        NodeState second = LEADER.with(primary(2, WRITTEN, fork(1, 0x10)));

        assertEquals("1:16 n1", wanted(seeing(second, line(1, 0x10, ""))));
        assertEquals("as it should be", wanted(seeing(second, line(1, 0x10, "n3"))));
    }

    @Test
    void aTimelineOfAnotherBranchGetsALine() {
        NodeState fourth = LEADER.with(primary(4, WRITTEN, fork(1, 0x10)));

        assertEquals("1:16 n1 2:0 3:0", wanted(fourth));
        assertEquals(
                "as it should be",
                wanted(seeing(fourth, line(1, 0x10, "n1"), line(2, 0, ""), line(3, 0, ""))));
    }

    @Test
    void onlyTheLastTimelinesAreKeptWhereThatIsSet() {
        NodeState third = LEADER.with(primary(3, WRITTEN, fork(1, 0x10), fork(2, 0x20)));
        NodeState one =
                third.with(third.settings().with(third.settings().topology().withTimelinesKept(1)));

        assertEquals("2:32 n1", wanted(one));
        assertEquals("as it should be", wanted(seeing(one, line(2, 0x20, "n1"))));
        assertEquals("2:32 n1", wanted(seeing(one, line(1, 0x10, "n2"), line(2, 0x20, "n1"))));
    }

    @Test
    void ourOwnHistoryMustBeKnownFirst() {
        assertEquals("as it should be", wanted(LEADER.with(primary(2, WRITTEN))));
    }

    private static NodeState seeing(NodeState state, HistoryLine... lines) {
        return States.seeing(state, Views.ledByN1().withHistory(lines));
    }

    private static HistoryLine line(int timeline, long end, String leader) {
        return new HistoryLine(timeline(timeline), new Lsn(end), "why", "when", leader);
    }

    private static String wanted(NodeState state) {
        return HistoryKey.wanted(state).map(HistoryKeyTest::text).orElse("as it should be");
    }

    private static String text(List<HistoryLine> lines) {
        return lines.stream()
                .map(line ->
                        (line.timeline().number()
                                        + ":"
                                        + line.end().bytes()
                                        + " "
                                        + line.newLeader())
                                .strip())
                .collect(Collectors.joining(" "));
    }
}
