package io.matriarch.simulator.scenario;

import io.matriarch.value.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a scenario so that the parser reads it back to the same. */
final class ScenarioPrinter {
    private static final int WIDTH = 88;
    private static final String INDENT = " ".repeat(10);

    private final StringBuilder out = new StringBuilder();

    private ScenarioPrinter() {}

    static String print(Scenario scenario) {
        ScenarioPrinter printer = new ScenarioPrinter();
        printer.head(scenario);
        printer.world(scenario);
        printer.course(scenario);
        return printer.out.toString();
    }

    private void head(Scenario scenario) {
        line("scenario", scenario.name());
        lines("story", wrapped(scenario.story()));
        if (!scenario.incidents().isEmpty()) {
            line(
                    "incidents",
                    scenario.incidents().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(" ")));
        }
        if (!scenario.rules().isEmpty()) {
            lines("rules", scenario.rules().stream().map(RuleId::text).toList());
        }
        for (Vary vary : scenario.vary()) {
            line("vary", vary.name() + " " + String.join(" | ", vary.values()));
        }
        out.append('\n');
    }

    private void world(Scenario scenario) {
        lines("members", scenario.members().stream().map(MemberLine::text).toList());
        line("dcs", "zookeeper " + scenario.servers() + " servers");
        if (!scenario.settings().given().isEmpty()) {
            line("settings", settings(scenario.settings()));
        }
        if (!scenario.clients().isEmpty()) {
            lines("clients", scenario.clients().stream().map(Client::text).toList());
        }
        line("seed", Long.toString(scenario.seed()));
        line("until", Amounts.text(scenario.until()));
        if (scenario.live()) {
            line("stage", "live");
        }
        out.append('\n');
    }

    private void course(Scenario scenario) {
        for (At at : scenario.faults()) {
            out.append(
                    "at %6s   %s%n"
                            .formatted(Amounts.text(at.time()), at.text())
                            .replace("\r", ""));
        }
        out.append('\n');
        scenario.expectations().forEach(one -> line("expect", one.text()));
        if (!scenario.budget().isEmpty()) {
            line(
                    "budget",
                    scenario.budget().stream()
                            .map(one -> one.operation() + " " + one.most())
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String settings(Settings settings) {
        return settings.given().entrySet().stream()
                .map((Map.Entry<Setting, String> one) -> one.getKey().word() + " " + one.getValue())
                .collect(Collectors.joining(", "));
    }

    private void line(String statement, String text) {
        out.append("%-10s".formatted(statement)).append(text).append('\n');
    }

    private void lines(String statement, List<String> texts) {
        line(statement, texts.getFirst());
        texts.stream().skip(1).forEach(text -> out.append(INDENT).append(text).append('\n'));
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH - INDENT.length()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
