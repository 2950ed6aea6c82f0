package io.matriarch.simulator.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.journal.JournalEntry;
import io.matriarch.journal.JournalJson;
import io.matriarch.simulator.page.Page.Band;
import io.matriarch.simulator.page.Page.Lane;
import io.matriarch.simulator.page.Page.Mark;
import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.world.SimJournal;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals as real members write them, here of a simulated night in which one host dies. */
final class JournalPageTest {
    private static final Scenario NIGHT =
            Scenario.parse(
                    """
                    scenario  night
                    story     The primary's host dies and comes back.
                    members   n1 primary
                              n2 standby
                    until     150s
                    at  20s   crash host n1
                    at  90s   start host n1
                    """);
    private static final Result RESULT = ScenarioRunner.run(NIGHT, NIGHT.variations().getFirst());

    @TempDir private Path folder;

    @Test
    void membersAreNamedByTheirOwnJournals() throws IOException {
        Page page = page(lines("n2"), lines("n1"));
        assertEquals(List.of("n1", "n2"), page.lanes().stream().map(Lane::name).toList());
        assertTrue(page.wall());
    }

    @Test
    void timesOfMachinesThatBootedApartAreBroughtTogetherByWallTime() throws IOException {
        Page page = page(lines("n1"), lines("n2"));
        Mark promotion =
                page.marks().stream()
                        .filter(mark -> mark.rules().contains("P20-promote"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("n2", promotion.where());
        Band death =
                page.lanes().getFirst().bands().stream()
                        .filter(band -> band.kind().equals("agent"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(death.from() < promotion.at() && promotion.at() < death.to(), page.toString());
        assertTrue(Math.abs(death.to() - death.from() - 70_000) < 2_000, death.toString());
    }

    @Test
    void aGapIsToldAndWhatFollowsWaitsForASnapshot() throws IOException {
        List<String> lines = new ArrayList<>(lines("n2"));
        lines.add(20, JournalJson.encode(new JournalEntry.Gap(7, "disk full")));
        Page page = page(lines);
        assertTrue(
                page.marks().stream()
                        .anyMatch(mark ->
                                mark.text()
                                        .contains(
                                                "7 journal entries are missing: disk" + " full")));
        assertTrue(page.warnings().getFirst().contains("have no known state before them"));
    }

    @Test
    void aLineThatIsNoEntryIsNamedWithFileAndLine() throws IOException {
        Path file = folder.resolve("bad.jsonl");
        Files.writeString(file, lines("n1").getFirst() + "\nhello\n");
        String message =
                assertThrows(IllegalArgumentException.class, () -> JournalPage.of(List.of(file)))
                        .getMessage();
        assertTrue(message.startsWith(file + ": line 2 is no entry of a journal: "), message);
        assertTrue(message.contains("matriarchctl journal DIR"), message);
    }

    @SafeVarargs
    private Page page(List<String>... journals) throws IOException {
        List<Path> files = new ArrayList<>();
        for (List<String> lines : journals) {
            Path file = folder.resolve(files.size() + ".jsonl");
            Files.write(file, lines);
            files.add(file);
        }
        return JournalPage.of(files);
    }

    private static List<String> lines(String member) {
        Map<MemberName, List<SimJournal.Run>> journals = RESULT.journals();
        List<JournalEntry> entries = new ArrayList<>();
        for (SimJournal.Run run : journals.get(new MemberName(member))) {
            entries.add(new JournalEntry.Snapshot("test", run.initial()));
            run.entries()
                    .forEach(one ->
                            entries.add(
                                    new JournalEntry.Stepped(
                                            one.event(), one.rules(), one.digest())));
        }
        return entries.stream().map(JournalJson::encode).toList();
    }
}
