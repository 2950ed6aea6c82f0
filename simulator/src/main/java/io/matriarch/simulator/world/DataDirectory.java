package io.matriarch.simulator.world;

import io.matriarch.state.ControlData;
import io.matriarch.state.ControlData.Phase;
import io.matriarch.state.Feed;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.Slots;
import io.matriarch.state.SyncNames;
import io.matriarch.state.Upstream;
import io.matriarch.value.Lsn;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A data directory: what survives the end of all processes. */
final class DataDirectory {
    private static final int VERSION = 170_000;

    /** Whether there is something to start from. */
    enum Condition {
        NONE,
        /** Half made or half copied: worthless, and seen to be. */
        HALF_MADE,
        /** Half rewound: its control file reads as before, but nothing starts from it. */
        HALF_REWOUND,
        COMPLETE
    }

    private static final Range CRASH_RECOVERY = Range.millis(0, 1000);
    private static final Duration SLOW = Duration.ofMinutes(10);

    private Condition condition = Condition.NONE;
    private Optional<SystemId> systemId = Optional.empty();
    private Wal wal = Wal.first(0);
    private Phase phase = Phase.PRIMARY_STOPPED;
    private Lsn checkpoint = Lsn.ZERO;
    private Timeline checkpointTimeline = Timeline.FIRST;
    private Lsn replayed = Lsn.ZERO;
    private String forkedAt = "";
    private Optional<String> upstream = Optional.empty();
    private boolean rewindable = true;
    private boolean torn;
    private boolean slow;
    private boolean recycled;
    private Optional<SyncNames> names = Optional.empty();
    private boolean closed;
    private final SimSlots slots = new SimSlots();
    private Optional<String> upstreamSlot = Optional.empty();
    private boolean feedback;

    Condition condition() {
        return condition;
    }

    boolean isComplete() {
        return condition == Condition.COMPLETE;
    }

    /** Whether it is complete and was stopped properly. */
    boolean isClean() {
        return isComplete() && (phase == Phase.PRIMARY_STOPPED || phase == Phase.STANDBY_STOPPED);
    }

    Optional<SystemId> systemId() {
        return systemId;
    }

    Wal wal() {
        return wal;
    }

    void write(Wal more) {
        wal = more;
    }

    Phase phase() {
        return phase;
    }

    void phase(Phase value) {
        phase = value;
    }

    /** A checkpoint at the end of the log is named in the control file. */
    void checkpointed() {
        checkpoint = wal.end();
        checkpointTimeline = wal.timeline();
    }

    /** Whether the newest checkpoint is on the timeline of the log's end. */
    boolean isCheckpointedOnTimeline() {
        return checkpointTimeline.equals(wal.timeline());
    }

    Timeline checkpointTimeline() {
        return checkpointTimeline;
    }

    /** The control file is damaged, if it can be now. */
    void tear(boolean possible) {
        torn |= possible;
    }

    boolean isTorn() {
        return torn;
    }

    /** The next crash recovery has much to do. */
    void slowRecovery() {
        slow = true;
    }

    /** How long the next start has to recover. */
    Duration recovery(Dice dice) {
        if (phase != Phase.PRIMARY_CRASHED) {
            return Duration.ZERO;
        }
        return slow ? SLOW : dice.within(CRASH_RECOVERY);
    }

    /** Old log was removed. */
    void recycle() {
        recycled = true;
    }

    boolean isRecycled() {
        return recycled;
    }

    /** Neither checksums nor hints in the log: pg_rewind refuses it. */
    void notRewindable() {
        rewindable = false;
    }

    /** How far a standby is sure to have come. */
    void replayed(Lsn position) {
        replayed = position;
    }

    /** A promotion wrote the newest history file at that wall time. */
    void forked(Instant when) {
        forkedAt = when.toString();
    }

    /** The newest history file; only the time of its last line is known. */
    List<HistoryLine> historyFile() {
        List<Fork> forks = wal.history();
        List<HistoryLine> lines = new ArrayList<>();
        for (Fork fork : forks) {
            String at = lines.size() == forks.size() - 1 ? forkedAt : "";
            lines.add(
                    new HistoryLine(
                            fork.timeline(), fork.end(), "no recovery target specified", at, ""));
        }
        return lines;
    }

    /** The configured {@code primary_conninfo}, as a {@code conn_url}. */
    Optional<String> upstream() {
        return upstream;
    }

    /** The configured {@code primary_slot_name}. */
    Optional<String> upstreamSlot() {
        return upstreamSlot;
    }

    /** Whether it tells its upstream which rows it needs. */
    boolean givesFeedback() {
        return feedback;
    }

    /** What a server that runs on it says of slots. */
    Slots.Found slotsFound(boolean standby) {
        String uses = standby ? upstreamSlot.orElse("") : "";
        return new Slots.Found(slots.shown(), VERSION, Optional.of(uses), feedback);
    }

    /** Its replication slots. */
    SimSlots slots() {
        return slots;
    }

    /** The configured upstream is to be this. */
    void feed(Feed feed) {
        if (!(feed instanceof Feed.AsBefore)) {
            upstream = feed.source().map(Upstream::connUrl);
            upstreamSlot = feed instanceof Feed.From from ? from.slot() : Optional.empty();
            feedback = feed instanceof Feed.From from && from.feedback();
        }
    }

    /** {@code synchronous_standby_names} that the agent set; absent where the user's own count. */
    Optional<SyncNames> names() {
        return names;
    }

    void names(Optional<SyncNames> value) {
        names = value;
    }

    /** Whether clients find no way in. */
    boolean isClosed() {
        return closed;
    }

    void closed(boolean value) {
        closed = value;
    }

    /** The configuration is written anew for a start. */
    void configured(Feed feed, Optional<SyncNames> syncNames, boolean keepOut) {
        feed(feed);
        names = syncNames;
        closed = keepOut;
    }

    /** What initdb leaves. */
    void made(SystemId id, Wal first) {
        systemId = Optional.of(id);
        wal = first;
        condition = Condition.COMPLETE;
        phase = Phase.PRIMARY_STOPPED;
        upstream = Optional.empty();
        upstreamSlot = Optional.empty();
        slots.clear();
        checkpointed();
    }

    /** What a finished copy or rewind leaves: the source's log, to be replayed as a standby. */
    void copied(DataDirectory source) {
        condition = Condition.COMPLETE;
        systemId = source.systemId;
        wal = source.wal;
        phase = Phase.STANDBY_CRASHED;
        forkedAt = source.forkedAt;
        checkpoint = source.checkpoint;
        checkpointTimeline = source.checkpointTimeline;
        replayed = source.wal.end();
        rewindable = source.rewindable;
        torn = false;
        slow = false;
        recycled = false;
        names = Optional.empty();
        closed = false;
        slots.clear();
    }

    /** A tool began to fill it, and may never finish. */
    void halfMade() {
        wiped();
        condition = Condition.HALF_MADE;
    }

    /** A tool began to rewrite it, and may never finish. */
    void halfRewound() {
        condition = Condition.HALF_REWOUND;
    }

    /** A tool that failed removed what it had made. */
    void wiped() {
        condition = Condition.NONE;
        slow = false;
        torn = false;
        recycled = false;
        systemId = Optional.empty();
        wal = Wal.first(0);
    }

    /** What {@code pg_controldata} tells once no process lives. */
    ControlData control() {
        return switch (phase) {
            case PRIMARY_STOPPED -> control(checkpointTimeline, Optional.of(wal.end()));
            case PRIMARY_CRASHED -> control(checkpointTimeline, Optional.empty());
            case STANDBY_STOPPED, STANDBY_CRASHED ->
                    control(wal.timelineAt(replayed), Optional.of(replayed));
        };
    }

    private ControlData control(Timeline timeline, Optional<Lsn> end) {
        return new ControlData(
                systemId.orElseThrow(), phase, timeline, checkpoint, end, rewindable);
    }
}
