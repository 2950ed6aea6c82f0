package io.matriarch.simulator.cli;

import io.matriarch.simulator.page.JournalPage;
import io.matriarch.simulator.page.Page;
import io.matriarch.simulator.page.PageHtml;
import io.matriarch.simulator.page.PageText;
import io.matriarch.simulator.page.StoryPage;
import io.matriarch.simulator.run.ScenarioFile;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.scenario.ScenarioError;
import io.matriarch.simulator.scenario.Variation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what happened, in a simulated run or in journals of real members. */
@Command(
        name = "trace",
        description = {
            "Shows what happened: each decision that changed something, who, when, by which rule.",
            "FILE is a scenario, which is played, or journals of real members, one file each, as"
                    + " 'matriarchctl journal DIR' prints them."
        },
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = MatriarchSim.UNREADABLE,
        exitCodeOnExecutionException = MatriarchSim.UNREADABLE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is shown, whether the scenario went as expected or not",
            "1:an argument or a file could not be read"
        })
final class TraceCommand implements Callable<Integer> {
    private static final String ENDING = ".scenario";

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "One scenario file, or journals as JSON lines.")
    private List<Path> files;

    @Option(
            names = "--variation",
            paramLabel = "V",
            description = "Which variation of the scenario: 'fence=off ttl=20s'; else the first.")
    private Optional<String> variation;

    @Option(
            names = "--html",
            paramLabel = "OUT.html",
            description = "Write a page, one file that needs nothing else.")
    private Optional<Path> html;

    @Override
    public Integer call() throws IOException {
        boolean isStory = files.getFirst().toString().endsWith(ENDING);
        if (isStory && files.size() > 1) {
            throw wrong("give one scenario at a time, not also " + files.get(1));
        }
        if (!isStory && variation.isPresent()) {
            throw wrong("--variation: a journal has no variations; give a " + ENDING + " file");
        }
        try {
            Page page = isStory ? story(files.getFirst()) : journals();
            if (html.isPresent()) {
                Files.writeString(html.get(), PageHtml.of(page));
                err().println("wrote " + html.get());
            }
            return 0;
        } catch (ScenarioError e) {
            err().println(files.getFirst() + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            err().println(e.getMessage());
        }
        return MatriarchSim.UNREADABLE;
    }

    private Page story(Path file) throws IOException {
        Scenario scenario = ScenarioFile.read(file).scenario();
        StoryPage.Played played = StoryPage.play(scenario, chosen(scenario));
        played.result().trace().forEach(out()::println);
        out().flush();
        played.result()
                .failures()
                .forEach(one -> err().println(one.id() + " " + one.title() + ": " + one.because()));
        return played.page();
    }

    private Page journals() throws IOException {
        Page page = JournalPage.of(files);
        PageText.lines(page).forEach(out()::println);
        out().flush();
        page.warnings().forEach(err()::println);
        return page;
    }

    private Variation chosen(Scenario scenario) {
        List<Variation> all = scenario.variations();
        return variation
                .map(text ->
                        all.stream()
                                .filter(one -> one.text().equals(text.strip()))
                                .findFirst()
                                .orElseThrow(() -> wrong(unknown(text, all))))
                .orElse(all.getFirst());
    }

    private static String unknown(String text, List<Variation> all) {
        boolean varies = !all.getFirst().text().isEmpty();
        return "--variation: '%s': %s"
                .formatted(
                        text,
                        varies
                                ? "write one of "
                                        + all.stream()
                                                .map(one -> "'" + one.text() + "'")
                                                .collect(Collectors.joining(", "))
                                : "nothing varies in this scenario; leave it out");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
