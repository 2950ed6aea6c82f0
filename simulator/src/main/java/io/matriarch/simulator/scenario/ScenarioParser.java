package io.matriarch.simulator.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a scenario: one statement per line, {@code #} begins a comment, an indented line continues
 * the statement above it.
 */
final class ScenarioParser {
    private ScenarioParser() {}

    /**
     * @throws ScenarioError when it cannot be read; the first reason
     */
    static Scenario parse(String text) {
        Statements statements = new Statements();
        for (Statement statement : split(text)) {
            statements.take(statement);
        }
        return statements.scenario();
    }

    private static List<Statement> split(String text) {
        List<Statement> statements = new ArrayList<>();
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            int comment = raw.indexOf('#');
            String line = (comment < 0 ? raw : raw.substring(0, comment)).stripTrailing();
            if (line.isBlank()) {
                continue;
            }
            if (!Character.isWhitespace(line.charAt(0))) {
                String word = line.split("\\s", 2)[0];
                Line rest = new Line(number, line.substring(word.length()).strip());
                statements.add(new Statement(number, word, new ArrayList<>(List.of(rest))));
            } else if (statements.isEmpty()) {
                throw new ScenarioError(
                        number, line.strip(), "", "begin the first statement in the first column");
            } else {
                statements.getLast().lines().add(new Line(number, line.strip()));
            }
        }
        return statements;
    }

    /** One line of a statement, without its first word and without the comment. */
    record Line(int number, String text) {}

    /** A statement with the lines that continue it. */
    record Statement(int number, String word, List<Line> lines) {}
}
