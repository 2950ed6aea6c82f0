package io.matriarch.rule;

import io.matriarch.judge.Situation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The decision table as a document for operators. */
final class DecisionTableDocument {
    private DecisionTableDocument() {}

    static String text() {
        StringBuilder out = new StringBuilder();
        out.append("# The decision table\n\n");
        out.append("Generated from the rules by `DecisionTableDocumentTest`; do not edit.\n\n");
        out.append("Each member names its situation by a few columns; the first section with a\n");
        out.append("matching row decides, and inside a section at most one row matches. A value\n");
        out.append("that a row does not name may be anything.\n");
        for (Chapter<? extends Situation> chapter : DecisionTable.WHOLE.chapters()) {
            chapter(out, chapter);
        }
        chores(
                out,
                "Upkeep",
                "Done after a steady row, each for itself, when it is due.",
                DecisionTable.WHOLE.upkeep());
        chores(
                out,
                "Always",
                "Done after every step of a member that takes part, each for itself, when it is"
                        + " due.",
                DecisionTable.WHOLE.always());
        return out.toString();
    }

    private static <S extends Situation> void chapter(StringBuilder out, Chapter<S> chapter) {
        out.append("\n## ").append(chapter.title()).append("\n\n| column | values |\n|---|---|\n");
        for (Column<S, ?> column : chapter.columns()) {
            out.append("| ")
                    .append(column.name())
                    .append(" | ")
                    .append(words(column.all()))
                    .append(" |\n");
        }
        for (Section<S> section : chapter.sections()) {
            out.append("\n### ").append(section.name()).append("\n\n");
            out.append("| rule | what is the case | why, and what is done |\n|---|---|---|\n");
            for (Row<S> row : section.rows()) {
                out.append("| `").append(row.id()).append("` | ");
                out.append(
                        row.when().stream()
                                .map(DecisionTableDocument::text)
                                .collect(Collectors.joining("<br>")));
                out.append(" | ").append(row.because()).append(" |\n");
            }
        }
        if (!chapter.impossible().isEmpty()) {
            out.append("\nCannot exist:\n\n");
            for (Chapter.Impossible<S> one : chapter.impossible()) {
                out.append("* ")
                        .append(
                                one.when().stream()
                                        .map(DecisionTableDocument::text)
                                        .collect(Collectors.joining("; ")))
                        .append(": ")
                        .append(one.because())
                        .append(".\n");
            }
        }
    }

    private static String text(Column.Condition<?, ?> condition) {
        return condition.column().name() + ": " + words(List.copyOf(condition.allowed()));
    }

    private static String words(List<? extends Enum<?>> values) {
        return values.stream()
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static void chores(StringBuilder out, String title, String when, List<Chore> chores) {
        out.append("\n## ").append(title).append("\n\n").append(when);
        out.append("\n\n| rule | why, and what is done |\n|---|---|\n");
        for (Chore chore : chores) {
            out.append("| `")
                    .append(chore.id())
                    .append("` | ")
                    .append(chore.because())
                    .append(" |\n");
        }
    }
}
