package io.matriarch.runtime.journal;

import io.matriarch.journal.JournalEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Entries on their way from the driver's thread to the writer's. Bounded: what finds no place is
 * counted, and one gap stands for all of it. After a loss nothing is taken until half of the places
 * are free, so that one long gap comes of a slow disk rather than many short ones.
 */
final class EntryBuffer {
    /**
     * One entry.
     *
     * @param segment time of the snapshot that its segment began with, in milliseconds since 1970
     * @param entry what to write
     */
    record Waiting(long segment, JournalEntry entry) {}

    private final int capacity;
    private final Deque<Waiting> entries = new ArrayDeque<>();
    private long missed;
    private boolean incomplete;
    private boolean closed;
    private String trouble = "the queue was not open yet";
    private String missedBecause = "";

    EntryBuffer(int capacity) {
        this.capacity = capacity;
    }

    /** Takes the entry or counts it as missed; returns at once. */
    synchronized void offer(Waiting entry) {
        if (closed) {
            return;
        }
        if (entries.size() >= (missed > 0 ? capacity / 2 + 1 : capacity)) {
            missedBecause = missed == 0 ? trouble : missedBecause;
            missed++;
            incomplete = true;
            return;
        }
        addGap(entry.segment());
        entries.addLast(entry);
        if (entry.entry() instanceof JournalEntry.Snapshot) {
            incomplete = false;
        }
        notifyAll();
    }

    /** Whether entries were lost since the last snapshot and there is place for a new one. */
    synchronized boolean wantsSnapshot() {
        return incomplete && entries.size() <= capacity / 2;
    }

    /** Waits for an entry, which stays first; empty when closed and nothing is left. */
    synchronized Optional<Waiting> awaitFirst() throws InterruptedException {
        while (entries.isEmpty() && !closed) {
            wait();
        }
        return Optional.ofNullable(entries.peekFirst());
    }

    /** The first entry is written. */
    synchronized void removeFirst() {
        entries.removeFirst();
        trouble = "the queue was too slow";
    }

    /** The first entry can never be written: a gap takes its place. */
    synchronized void replaceFirst(String reason) {
        Waiting first = entries.removeFirst();
        entries.addFirst(new Waiting(first.segment(), new JournalEntry.Gap(1, reason)));
        incomplete = true;
    }

    /** Why entries wait from now on; the reason of a gap that begins now. */
    synchronized void trouble(String reason) {
        trouble = reason;
    }

    /** Waits, but no longer than until {@link #close}. */
    synchronized void pause(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
            wait(left / 1_000_000L + 1);
        }
    }

    /** Takes nothing more; what is in stays until it is written. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            addGap(entries.isEmpty() ? 0 : entries.peekLast().segment());
            notifyAll();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized int size() {
        return entries.size();
    }

    private void addGap(long segment) {
        if (missed > 0) {
            entries.addLast(new Waiting(segment, new JournalEntry.Gap(missed, missedBecause)));
            missed = 0;
        }
    }
}
