package io.matriarch.runtime.journal;

import io.matriarch.driver.Journal;
import io.matriarch.event.Event;
import io.matriarch.journal.JournalEntry;
import io.matriarch.judge.Candidate;
import io.matriarch.state.NodeState;
import io.matriarch.value.RuleId;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in a Chronicle Queue: one file per day (UTC), each opened by a snapshot. The queue is
 * opened and written by a thread of its own; the caller's thread only puts an entry into memory.
 *
 * <p>One thread calls {@link #snapshot}, {@link #wantsSnapshot} and {@link #append}.
 */
public final class ChronicleJournal implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleJournal.class);
    private static final long DAY = 86_400_000L;

    private final Path directory;
    private final String version;
    private final JournalLimits limits;
    private final LongSupplier wallMillis;
    private final EntryBuffer buffer;
    private final Thread writer;
    private long segment = Long.MIN_VALUE;

    /**
     * Begins to open the queue and returns before it is open.
     *
     * @param directory of this member alone; made when it does not exist
     * @param version of this program, for the snapshots
     */
    public ChronicleJournal(Path directory, String version, JournalLimits limits) {
        this(directory, version, limits, System::currentTimeMillis);
    }

    ChronicleJournal(
            Path directory, String version, JournalLimits limits, LongSupplier wallMillis) {
        this.directory = directory;
        this.version = version;
        this.limits = limits;
        this.wallMillis = wallMillis;
        this.buffer = new EntryBuffer(limits.waiting());
        this.writer =
                Thread.ofPlatform()
                        .name("journal")
                        .daemon()
                        .start(new JournalWriter(directory, limits, buffer));
    }

    @Override
    public void snapshot(NodeState state) {
        segment = Math.max(segment, wallMillis.getAsLong());
        offer(new JournalEntry.Snapshot(version, state));
    }

    @Override
    public boolean wantsSnapshot() {
        return Math.floorDiv(wallMillis.getAsLong(), DAY) > Math.floorDiv(segment, DAY)
                || buffer.wantsSnapshot();
    }

    @Override
    public void append(Event event, List<RuleId> rules, long digest) {
        offer(new JournalEntry.Stepped(event, rules, digest));
    }

    @Override
    public void judged(List<Candidate> candidates) {
        offer(new JournalEntry.Judged(candidates));
    }

    /** Waits for what is in memory to be written, for as long as the limits say. */
    @Override
    public void close() {
        buffer.close();
        try {
            writer.join(limits.closeWithin());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (buffer.size() > 0) {
            LOG.warn("journal {}: {} entries could not be written", directory, buffer.size());
        }
    }

    private void offer(JournalEntry entry) {
        buffer.offer(new EntryBuffer.Waiting(segment, entry));
    }
}
