package io.matriarch.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What reviews would say again and again, for the whole repository. */
class TidyTest {
    private static final int COLUMNS = 110;
    private static final int METHOD_LINES = 40;
    private static final int FILE_LINES = 300;

    /**
     * Rows of the table are data: what returns nothing else may be as long as it has rows. Only in
     * package {@code rule}, only methods without parameters.
     */
    private static final Pattern TABLE =
            Pattern.compile(
                    "(?:Section<\\w+>|Chapter<\\w+>|List<Chore>|List<Impossible<\\w+>>)"
                            + " \\w+\\(\\)$");

    /** What would make two runs of the core differ, or reach out of it. */
    private static final Map<String, String> BANNED =
            Map.ofEntries(
                    Map.entry(
                            "clock", "System\\s*\\.\\s*nanoTime|currentTimeMillis|\\bClock\\.sys"),
                    Map.entry("now", "\\b(?:Instant|LocalDateTime|ZonedDateTime)\\.now\\b"),
                    Map.entry(
                            "chance", "\\bRandom\\b|ThreadLocalRandom|SecureRandom|Math\\.random"),
                    Map.entry("identity", "randomUUID|identityHashCode"),
                    Map.entry("thread", "\\bThread\\b|\\bExecutor|CompletableFuture|synchronized"),
                    Map.entry("log", "\\bLogger\\b|\\bslf4j\\b|System\\s*\\.\\s*(?:out|err)\\b"),
                    Map.entry(
                            "order", "\\bHash(?:Map|Set)\\b|\\b(?:Set|Map)\\.(?:of|copyOf|ofEnt)"),
                    Map.entry(
                            "collect", "Collectors\\.(?:toSet|toMap|groupingBy|partitioningBy)\\b"),
                    Map.entry("parallel", "parallelStream|\\.parallel\\(\\)"),
                    Map.entry("float", "\\b(?:double|float|Double|Float)\\b"));

    /** Who may see whom, in the core. The journal may see all of them. */
    private static final Map<String, Set<String>> SEES =
            Map.of(
                    "value", Set.of(),
                    "state", Set.of("value"),
                    "event", Set.of("value", "state"),
                    "action", Set.of("value", "state"),
                    "judge", Set.of("value", "state", "event", "action"),
                    "rule", Set.of("value", "state", "event", "action", "judge"),
                    "machine", Set.of("value", "state", "event", "action", "judge", "rule"),
                    "driver",
                            Set.of(
                                    "value", "state", "event", "action", "judge", "rule",
                                    "machine"));

    private final Repository repository = new Repository();
    private final List<String> breaches = new ArrayList<>();

    @Test
    void noLineOfJavaIsTooLongToRead() {
        for (String name : repository.java()) {
            List<String> lines = repository.read(name).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                breach(lines.get(i).length() > COLUMNS, name + ":" + (i + 1));
            }
        }
        assertTidy();
    }

    @Test
    void noFileIsLongerThanThreeHundredLines() {
        for (String name : repository.java()) {
            long lines = repository.read(name).lines().count();
            breach(lines > FILE_LINES, name + ": " + lines + " lines");
        }
        assertTidy();
    }

    @Test
    void noMethodIsLongerThanFortyLinesUnlessItIsATable() {
        for (String name : repository.java()) {
            for (JavaText.Method one : JavaText.methods(JavaText.code(repository.read(name)))) {
                boolean table = name.contains("/rule/") && TABLE.matcher(one.header()).find();
                breach(
                        one.lines() > METHOD_LINES && !table,
                        name + ":" + one.line() + ": " + one.lines() + " lines: " + one.header());
            }
        }
        assertTidy();
    }

    @Test
    void theCoreCallsNothingThatDiffersBetweenRuns() {
        for (String name : repository.core()) {
            String code = JavaText.code(repository.read(name));
            BANNED.forEach((what, pattern) -> find(name, code, Pattern.compile(pattern), what));
        }
        assertTidy();
    }

    @Test
    void noSwitchOfTheCoreHasADefault() {
        for (String name : repository.core()) {
            if (!name.endsWith("/value/Digest.java")) { // it tells kinds of Object apart
                String code = JavaText.code(repository.read(name));
                find(name, code, Pattern.compile("\\bdefault\\s*(?:->|:)"), "default");
            }
        }
        assertTidy();
    }

    @Test
    void packagesOfTheCoreSeeOnlyThoseBelow() {
        Pattern used = Pattern.compile("io\\.matriarch\\.(\\w+)");
        for (String name : repository.core()) {
            String own = name.replaceAll(".*/io/matriarch/(\\w+)/.*", "$1");
            Matcher matcher = used.matcher(JavaText.code(repository.read(name)));
            while (matcher.find()) {
                String other = matcher.group(1);
                breach(
                        !other.equals(own) && !SEES.getOrDefault(own, Set.of()).contains(other),
                        name + " sees " + other);
            }
        }
        assertTidy();
    }

    @Test
    void onlyTheJournalOfTheCoreDependsOnMoreThanTheJdk() {
        Pattern imported =
                Pattern.compile("^import (?:static )?(?!java\\.|io\\.matriarch\\.)\\S+;");
        for (String name : repository.core()) {
            repository
                    .read(name)
                    .lines()
                    .filter(line -> imported.matcher(line).find())
                    .forEach(line -> breaches.add(name + ": " + line));
        }
        assertTidy();
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        for (String directory : repository.packages()) {
            String main = directory.replace("/src/test/java/", "/src/main/java/");
            breach(
                    !exists(directory + "/package-info.java")
                            && !exists(main + "/package-info.java"),
                    directory);
        }
        assertTidy();
    }

    @Test
    void nothingIsLeftForLater() {
        Pattern later = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|XX" + "X)\\b");
        for (String suffix : List.of(".java", ".md", ".scenario", ".sh", ".c", ".xml", ".yml")) {
            for (String name : repository.files(suffix)) {
                find(name, repository.read(name), later, "later");
            }
        }
        assertTidy();
    }

    @Test
    void testsWaitOnConditionsAndNeverSleep() {
        Pattern sleep = Pattern.compile("Thread\\.sleep|(?:TimeUnit\\.)?[A-Z]+SECONDS\\.sleep");
        for (String name : repository.java()) {
            if (name.contains("/src/test/") && !name.endsWith("/testing/Await.java")) {
                find(name, JavaText.code(repository.read(name)), sleep, "sleep");
            }
        }
        assertTidy();
    }

    @Test
    void linksInTheDocumentsLeadSomewhere() {
        Pattern link = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
        for (String name : repository.files(".md")) {
            Path folder = repository.root.resolve(name).getParent();
            Matcher matcher = link.matcher(repository.read(name));
            while (matcher.find()) {
                String target = matcher.group(1);
                breach(
                        !target.matches("[a-z]+:.*") && !Files.exists(folder.resolve(target)),
                        name + " links to " + target);
            }
        }
        assertTidy();
    }

    @Test
    void scenariosNameRulesThatExist() {
        String table = repository.read("docs/decision-table.md");
        Pattern id = Pattern.compile("\\b[A-Z][0-9]{2}-[a-z][a-z0-9-]*");
        for (String name : repository.files(".scenario")) {
            Matcher matcher = id.matcher(repository.read(name));
            while (matcher.find()) {
                breach(
                        !table.contains("`" + matcher.group() + "`"),
                        name + " names " + matcher.group());
            }
        }
        assertTidy();
    }

    private boolean exists(String name) {
        return Files.exists(repository.root.resolve(name));
    }

    private void find(String name, String text, Pattern pattern, String what) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            long line = (text.substring(0, matcher.start()) + "|").lines().count();
            breaches.add(name + ":" + line + ": " + what + ": " + matcher.group());
        }
    }

    private void breach(boolean found, String what) {
        if (found) {
            breaches.add(what);
        }
    }

    private void assertTidy() {
        assertEquals("", String.join("\n", breaches));
    }
}
