package io.matriarch.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.journal.JournalEntry;
import io.matriarch.machine.Genesis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryBufferTest {
    private static final JournalEntry SNAPSHOT = new JournalEntry.Snapshot("1.0", Genesis.state());

    private final EntryBuffer buffer = new EntryBuffer(6);

    @Test
    void entriesLeaveInTheirOrder() throws Exception {
        offer(1, 3);
        assertEquals(List.of("1", "2", "3"), drain());
    }

    @Test
    void whatFindsNoPlaceBecomesOneGapThatWantsASnapshot() throws Exception {
        buffer.trouble("disk full");
        offer(1, 9);
        buffer.removeFirst();
        buffer.removeFirst();
        offer(10, 10);
        assertFalse(buffer.wantsSnapshot(), "more than half of the places are taken");
        buffer.removeFirst();
        assertTrue(buffer.wantsSnapshot());
        buffer.offer(new EntryBuffer.Waiting(0, SNAPSHOT));
        assertFalse(buffer.wantsSnapshot());
        offer(11, 11);
        assertEquals(List.of("4", "5", "6", "gap of 4: disk full", "snapshot", "11"), drain());
    }

    @Test
    void anEntryThatCannotBeWrittenBecomesAGap() throws Exception {
        offer(1, 2);
        buffer.replaceFirst("no form");
        assertTrue(buffer.wantsSnapshot());
        assertEquals(List.of("gap of 1: no form", "2"), drain());
    }

    @Test
    void aClosedBufferTellsWhatIsMissingAndTakesNothingMore() throws Exception {
        offer(1, 8);
        buffer.close();
        offer(9, 9);
        assertEquals(
                List.of("1", "2", "3", "4", "5", "6", "gap of 2: the queue was not open yet"),
                drain());
        assertEquals(Optional.empty(), buffer.awaitFirst());
    }

    private void offer(int first, int last) {
        for (int i = first; i <= last; i++) {
            var entry = new JournalEntry.Stepped(Recording.tick(i), List.of(), i);
            buffer.offer(new EntryBuffer.Waiting(0, entry));
        }
    }

    private List<String> drain() throws InterruptedException {
        List<String> found = new ArrayList<>();
        while (buffer.size() > 0) {
            found.add(
                    switch (buffer.awaitFirst().orElseThrow().entry()) {
                        case JournalEntry.Snapshot _ -> "snapshot";
                        case JournalEntry.Stepped stepped -> Long.toString(stepped.digest());
                        case JournalEntry.Judged _ -> "judged";
                        case JournalEntry.Gap gap -> "gap of " + gap.count() + ": " + gap.reason();
                    });
            buffer.removeFirst();
        }
        return found;
    }
}
