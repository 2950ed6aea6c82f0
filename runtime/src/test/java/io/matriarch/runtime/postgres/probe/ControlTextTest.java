package io.matriarch.runtime.postgres.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matriarch.state.ControlData;
import io.matriarch.state.HistoryLine;
import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ControlTextTest {
    private static final String TEXT =
            """
            pg_control version number:            1300
            Database system identifier:           7300000000000000001
            Database cluster state:               %s
            pg_control last modified:             Mon Jan  1 12:00:00 2024
            Latest checkpoint location:           0/3000060
            Latest checkpoint's TimeLineID:       2
            Minimum recovery ending location:     %s
            Min recovery ending loc's timeline:   %s
            WAL block size:                       8192
            Bytes per WAL segment:                16777216
            """;

    @Test
    void aStoppedPrimaryEndsWithItsCheckpoint() throws UnreadableException {
        ControlData data = of("shut down", "0/0", "0").data(Optional.of(Lsn.parse("0/30000D8")));
        assertEquals("7300000000000000001", data.systemId().text());
        assertEquals(ControlData.Phase.PRIMARY_STOPPED, data.phase());
        assertEquals(new Timeline(2), data.timeline());
        assertEquals(Lsn.parse("0/3000060"), data.checkpoint());
        assertEquals(Optional.of(Lsn.parse("0/30000D8")), data.end());
    }

    @Test
    void aStandbyEndsWhereItsRecoveryMustReach() throws UnreadableException {
        ControlData data = of("in archive recovery", "0/4000000", "3").data(Optional.empty());
        assertEquals(ControlData.Phase.STANDBY_CRASHED, data.phase());
        assertEquals(new Timeline(3), data.timeline());
        assertEquals(Optional.of(Lsn.parse("0/4000000")), data.end());
    }

    @Test
    void aStandbyThatNeverReplayedEndsWithTheCheckpoint() throws UnreadableException {
        ControlData data = of("shut down in recovery", "0/0", "0").data(Optional.empty());
        assertEquals(ControlData.Phase.STANDBY_STOPPED, data.phase());
        assertEquals(new Timeline(2), data.timeline());
        assertEquals(Optional.of(Lsn.parse("0/3000060")), data.end());
    }

    @Test
    void everythingElseOfAPrimaryIsACrash() throws UnreadableException {
        for (String state :
                List.of("in production", "shutting down", "in crash recovery", "starting up")) {
            assertEquals(ControlData.Phase.PRIMARY_CRASHED, of(state, "0/0", "0").phase());
        }
    }

    @Test
    void whatCannotBeReadIsNeverClean() {
        assertThrows(UnreadableException.class, () -> ControlText.parse(""));
        assertThrows(UnreadableException.class, () -> of("unrecognized status code", "0/0", "0"));
        assertThrows(
                UnreadableException.class,
                () ->
                        ControlText.parse(
                                "WARNING: Calculated CRC checksum does not match value stored in"
                                        + " file.\n"
                                        + TEXT.formatted("shut down", "0/0", "0")));
    }

    @Test
    void theEndOfARecordIsAligned() {
        WalRecord record =
                WalRecord.parse(
                                "rmgr: XLOG        len (rec/tot):    114/   114, tx:          0,"
                                        + " lsn: 0/03000060, prev 0/03000028, desc:"
                                        + " CHECKPOINT_SHUTDOWN redo 0/3000060; tli 2")
                        .orElseThrow();
        assertEquals(Lsn.parse("0/30000D8"), record.end(8192, 16 << 20));
        assertEquals(true, record.isShutdownCheckpoint(Lsn.parse("0/3000060")));
        assertEquals(false, record.isShutdownCheckpoint(Lsn.parse("0/3000028")));
    }

    @Test
    void aRecordOverAPageHasItsHeaderInside() {
        // 32 bytes fit, a header of 24 follows, then the remaining 82.
        assertEquals(
                Lsn.parse("0/3002070"),
                new WalRecord(Lsn.parse("0/3001FE0"), 114, "").end(8192, 16 << 20));
        // At a segment's beginning the header has 40.
        assertEquals(
                Lsn.parse("0/4000080"),
                new WalRecord(Lsn.parse("0/3FFFFE0"), 114, "").end(8192, 16 << 20));
        // A record that just fits ends with the page.
        assertEquals(
                Lsn.parse("0/3002000"),
                new WalRecord(Lsn.parse("0/3001F88"), 114, "").end(8192, 16 << 20));
    }

    @Test
    void theLastLineOfAHistoryHasTheTimeOfItsFile() {
        List<String> lines =
                List.of(
                        "1\t0/3000000\tno recovery target specified",
                        "",
                        "# comment",
                        "2\t0/4000000\tbefore 2000-01-01");
        assertEquals(
                List.of(
                        new HistoryLine(
                                Timeline.FIRST,
                                Lsn.parse("0/3000000"),
                                "no recovery target specified",
                                "",
                                ""),
                        new HistoryLine(
                                new Timeline(2),
                                Lsn.parse("0/4000000"),
                                "before 2000-01-01",
                                "then",
                                "")),
                HistoryFile.parse(lines, "then"));
    }

    @Test
    void theUpstreamIsSaidInTheWordsOfTheOrder() {
        UpstreamText text = new UpstreamText();
        String conninfo = "user=x host=b port=5433 dbname=db";
        assertEquals(Optional.of("postgres://b:5433/db"), text.of(conninfo));
        text.remember(Optional.of("postgres://b:5433/other?x=y"));
        assertEquals(Optional.of("postgres://b:5433/other?x=y"), text.of(conninfo));
        assertEquals(Optional.of("postgres://c:5432/"), text.of("host=c"));
        assertEquals(Optional.empty(), text.of(""));
    }

    @Test
    void recoveryConfIsReadForOldVersions() {
        assertEquals(
                "host='b' port=1",
                RecoveryConf.primaryConninfo(
                        List.of(
                                "# primary_conninfo = 'no'",
                                "primary_conninfo = 'host=''b'' port=1' # x")));
        assertEquals("", RecoveryConf.primaryConninfo(List.of()));
    }

    private static ControlText of(String state, String end, String timeline)
            throws UnreadableException {
        return ControlText.parse(TEXT.formatted(state, end, timeline));
    }
}
