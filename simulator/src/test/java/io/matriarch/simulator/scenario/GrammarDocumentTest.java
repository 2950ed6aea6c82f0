package io.matriarch.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.matriarch.simulator.mishap.Dog;
import io.matriarch.simulator.mishap.HostChange;
import io.matriarch.simulator.mishap.Key;
import io.matriarch.simulator.mishap.SlotDeed;
import io.matriarch.simulator.mishap.Tool;
import io.matriarch.simulator.world.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page about the language says what the parser reads, and all of it. */
final class GrammarDocumentTest {
    private static final Path FILE = Path.of("..", "scenarios", "README.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");
    private static final Pattern LINE = Pattern.compile("`((?:at|expect|budget) [^`]*[a-z0-9])`");

    private static final String STAGE =
            """
            scenario  stage
            story     Where the examples play.
            members   n1 primary
                      n2 standby
                      n3 standby
            clients   writer A 50/s to the primary
            until     200s
            """;

    @Test
    void everyBlockIsAScenario() throws IOException {
        Matcher blocks = BLOCK.matcher(text());
        int count = 0;
        while (blocks.find()) {
            Scenario scenario = Scenario.parse(blocks.group(1));
            assertEquals(scenario, Scenario.parse(scenario.print()));
            count++;
        }
        assertFalse(count == 0, "no block in " + FILE);
    }

    @TestFactory
    List<DynamicTest> everyLineThatIsShownCanBeRead() throws IOException {
        return LINE.matcher(BLOCK.matcher(text()).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .filter(line -> !line.matches(".*\\b[A-Z]{3,}\\b.*"))
                .map(line -> DynamicTest.dynamicTest(line, () -> Scenario.parse(STAGE + line)))
                .toList();
    }

    @Test
    void everyWordOfTheLanguageIsThere() throws IOException {
        String text = text();
        List<String> missing =
                Stream.of(
                                Stream.of(Statements.KNOWN.split(", ")),
                                Arrays.stream(Setting.values()).map(Setting::word),
                                Arrays.stream(MemberLine.Start.values())
                                        .map(MemberLine.Start::word),
                                MemberLine.FLAGS.stream(),
                                MemberLine.VALUED.stream(),
                                Arrays.stream(Dog.Device.values()).map(Dog.Device::word),
                                Arrays.stream(HostChange.values()).map(HostChange::words),
                                Arrays.stream(Fault.AgentChange.values())
                                        .map(one -> one.word() + " agent"),
                                Arrays.stream(ZooKeeperChange.values()).map(ZooKeeperChange::words),
                                Arrays.stream(Trouble.values()).map(Trouble::words),
                                Arrays.stream(Tool.values()).map(Tool::word),
                                Arrays.stream(Tool.Change.values()).map(Tool.Change::word),
                                Arrays.stream(Key.values()).map(Key::word),
                                Arrays.stream(SlotDeed.values()).map(one -> one.word() + " slot"),
                                Stream.of("repair"))
                        .flatMap(words -> words)
                        .filter(word ->
                                !text.matches("(?s).*`[^`\\n]*\\b" + word + "\\b[^`\\n]*`.*"))
                        .toList();
        assertEquals(List.of(), missing, "words that " + FILE + " lacks");
    }

    private static String text() throws IOException {
        return Files.readString(FILE);
    }
}
