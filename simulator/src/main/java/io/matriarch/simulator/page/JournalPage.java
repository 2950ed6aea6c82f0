package io.matriarch.simulator.page;

import io.matriarch.journal.JournalEntry;
import io.matriarch.journal.JournalJson;
import io.matriarch.simulator.page.JournalFold.Folded;
import io.matriarch.simulator.page.Page.Gap;
import io.matriarch.simulator.page.Page.Lane;
import io.matriarch.simulator.page.Page.Mark;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The page of journals of real members, each a file of JSON lines. */
public final class JournalPage {
    private static final Duration STEP_WORTH_TELLING = Duration.ofSeconds(1);

    private final List<Folded> members = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private JournalPage() {}

    /**
     * Reads the journals and draws them.
     *
     * @throws IllegalArgumentException when a file holds no journal; the message names file and
     *     line
     */
    public static Page of(List<Path> files) throws IOException {
        JournalPage page = new JournalPage();
        for (Path file : files) {
            page.add(file);
        }
        return page.page();
    }

    private void add(Path file) throws IOException {
        List<JournalEntry> entries = read(file);
        String name =
                JournalFold.writer(entries)
                        .map(Object::toString)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        file + ": no entry tells whose journal it is"));
        JournalFold fold = new JournalFold(name);
        for (Boot boot : Boot.split(entries)) {
            fold.fold(boot);
            if (boot.stepped().compareTo(STEP_WORTH_TELLING) >= 0) {
                warnings.add(
                        "The wall clock of %s was moved by %d s; times are by its middle."
                                .formatted(name, boot.stepped().toSeconds()));
            }
        }
        Folded folded = fold.folded();
        if (folded.steps() == 0) {
            throw new IllegalArgumentException(
                    file + ": no step has a snapshot before it; export the journal from its start");
        }
        warn(folded);
        members.add(folded);
    }

    private static List<JournalEntry> read(Path file) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    entries.add(JournalJson.decode(line));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s: line %d is no entry of a journal: %s; write what 'matriarchctl journal DIR'"
                                    .formatted(file, number, e.getMessage())
                            + " prints, or a file that ends in .scenario",
                    e);
        }
        return entries;
    }

    private void warn(Folded one) {
        if (one.skipped() > 0) {
            warnings.add(
                    "%d steps of %s have no known state before them and are not shown."
                            .formatted(one.skipped(), one.name()));
        }
        if (one.differences() > 0) {
            warnings.add(
                    "Of %d of %d steps of %s this program makes something else than was recorded:"
                                    .formatted(one.differences(), one.steps(), one.name())
                            + " the rules are those recorded, the orders are what it makes of them.");
        }
    }

    /** Only while every journal goes on: what is not written down may have been a primary. */
    private List<Gap> gaps(List<Lane> lanes) {
        long from = members.stream().mapToLong(Folded::first).max().orElse(0);
        long to = members.stream().mapToLong(Folded::last).min().orElse(0);
        return from < to ? Gaps.between(lanes, from, to) : List.of();
    }

    private Page page() {
        members.sort(Comparator.comparing(Folded::name));
        if (members.size() > 1) {
            warnings.add(
                    "Each member's times are its own machine's wall clock: where clocks differ,"
                            + " so does the order between members.");
        }
        long from = members.stream().mapToLong(Folded::first).min().orElse(0);
        long to = members.stream().mapToLong(Folded::last).max().orElse(0);
        List<Lane> lanes = members.stream().map(one -> one.lane().lane(one.last(), to)).toList();
        List<Mark> marks =
                members.stream()
                        .flatMap(one -> one.marks().stream())
                        .sorted(Comparator.comparingLong(Mark::at))
                        .toList();
        return new Page(
                members.stream().map(Folded::name).collect(Collectors.joining(", ")),
                "Journals from %s to %s: what each member saw, decided and ordered."
                        .formatted(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to)),
                members.stream().map(one -> one.name() + ": " + one.steps() + " steps").toList(),
                warnings,
                true,
                from,
                to,
                lanes,
                marks,
                gaps(lanes),
                Sentences.of(lanes, marks));
    }
}
