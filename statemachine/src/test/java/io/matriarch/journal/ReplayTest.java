package io.matriarch.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.event.Event;
import io.matriarch.event.Tick;
import io.matriarch.machine.Genesis;
import io.matriarch.machine.Machine;
import io.matriarch.machine.Step;
import io.matriarch.state.NodeState;
import io.matriarch.value.Digest;
import io.matriarch.value.Moment;
import io.matriarch.value.RuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final RuleId RECORDED = new RuleId("S10-recorded");
    private static final RuleId NEWER = new RuleId("S11-newer");

    @Test
    void aRecordedListReplaysIdentically() {
        List<JournalEntry> entries = record(Machine::step, 5);
        Replay replay = Replayer.verify(throughText(entries).iterator());
        assertEquals("5 steps, identical", replay.summary());
    }

    @Test
    void anotherDigestIsTheFirstDifferenceFound() {
        List<JournalEntry> entries = record(Machine::step, 5);
        JournalEntry.Stepped third = (JournalEntry.Stepped) entries.get(3);
        entries.set(3, new JournalEntry.Stepped(third.event(), third.rules(), 255));
        Replay replay = Replayer.verify(entries.iterator());
        Replay.Difference found = replay.difference().orElseThrow();
        assertEquals(3, found.step());
        assertEquals(third.event(), found.event());
        assertEquals(new Replay.Decision(third.rules(), 255), found.recorded());
        assertEquals(new Replay.Decision(third.rules(), third.digest()), found.folded());
        assertTrue(replay.summary().startsWith("step 3 differs (recorded by version 1.0)"));
        assertTrue(replay.summary().contains("digest ff"), replay.summary());
    }

    @Test
    void aGapEndsTheFoldUntilTheNextSnapshot() {
        List<JournalEntry> entries = record(Machine::step, 2);
        entries.add(new JournalEntry.Gap(17, "disk full"));
        entries.add(new JournalEntry.Stepped(tick(9), List.of(RECORDED), 1));
        entries.addAll(record(Machine::step, 3));
        Replay replay = Replayer.verify(entries.iterator());
        assertEquals(new Replay(5, 1, 17, Optional.empty()), replay);
    }

    @Test
    void newerRulesAreExplainedOncePerSnapshot() {
        List<JournalEntry> entries = record(ruled(RECORDED), 2);
        entries.addAll(record(ruled(NEWER), 2));
        entries.addAll(record(ruled(RECORDED), 4));
        Replayer replayer = new Replayer(Replayer.Mode.EXPLAIN, ruled(NEWER));
        List<Long> steps = new ArrayList<>();
        entries.forEach(one -> replayer.accept(one).ifPresent(found -> steps.add(found.step())));
        assertEquals(List.of(1L, 4L), steps);
    }

    @Test
    void explainingLooksAtRulesOnly() {
        List<JournalEntry> entries = record(ruled(RECORDED), 1);
        JournalEntry.Stepped only = (JournalEntry.Stepped) entries.get(1);
        Replayer replayer = new Replayer(Replayer.Mode.EXPLAIN, ruled(RECORDED));
        replayer.accept(entries.get(0));
        assertEquals(
                Optional.empty(),
                replayer.accept(
                        new JournalEntry.Stepped(only.event(), only.rules(), ~only.digest())));
    }

    private static List<JournalEntry> record(Replayer.Stepper stepper, int count) {
        NodeState state = Genesis.state();
        List<JournalEntry> entries = new ArrayList<>();
        entries.add(new JournalEntry.Snapshot("1.0", state));
        for (int i = 1; i <= count; i++) {
            Step step = stepper.apply(state, tick(i));
            long digest = Digest.of(step.next(), step.actions());
            entries.add(new JournalEntry.Stepped(tick(i), step.rules(), digest));
            state = step.next();
        }
        return entries;
    }

    private static Replayer.Stepper ruled(RuleId rule) {
        return (state, event) ->
                new Step(state, List.of(rule), Optional.empty(), List.of(), List.of(), event.at());
    }

    private static Event tick(int second) {
        return new Tick(Moment.ofMillis(1000L * second), Instant.ofEpochSecond(second));
    }

    private static List<JournalEntry> throughText(List<JournalEntry> entries) {
        return entries.stream().map(JournalJson::encode).map(JournalJson::decode).toList();
    }
}
