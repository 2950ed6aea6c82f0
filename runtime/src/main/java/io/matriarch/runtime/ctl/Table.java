package io.matriarch.runtime.ctl;

import java.util.ArrayList;
import java.util.List;

/**
 * A table drawn with {@code +-|} (contract 5.3).
 *
 * @param title what stands in the first border; empty for none
 * @param columns from left to right
 * @param rows one text for each column; a text may have several lines
 */
record Table(String title, List<Column> columns, List<List<String>> rows) {
    Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * A column.
     *
     * @param header its heading
     * @param right whether its texts stand at the right
     */
    record Column(String header, boolean right) {}

    /** The lines, each with its end. */
    String pretty() {
        int[] widths = widths();
        String border = border(widths);
        boolean tall = rows.stream().flatMap(List::stream).anyMatch(cell -> cell.contains("\n"));
        StringBuilder text = new StringBuilder(titled(border)).append('\n');
        row(text, widths, columns.stream().map(Column::header).toList());
        text.append(border).append('\n');
        for (int i = 0; i < rows.size(); i++) {
            if (tall && i > 0) {
                text.append(border).append('\n');
            }
            row(text, widths, rows.get(i));
        }
        return text.append(border).append('\n').toString();
    }

    private String titled(String border) {
        if (title.isEmpty()) {
            return border;
        }
        String words = " " + title + " ";
        // Never over the two corners.
        String fitting = words.substring(0, Math.min(words.length(), border.length() - 2));
        return "+" + fitting + border.substring(1 + fitting.length());
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).header().length();
            for (List<String> row : rows) {
                int index = i;
                row.get(i)
                        .lines()
                        .forEach(line -> widths[index] = Math.max(widths[index], line.length()));
            }
        }
        return widths;
    }

    private static String border(int[] widths) {
        StringBuilder border = new StringBuilder("+");
        for (int width : widths) {
            border.append("-".repeat(width + 2)).append('+');
        }
        return border.toString();
    }

    private void row(StringBuilder text, int[] widths, List<String> cells) {
        List<List<String>> lines = new ArrayList<>();
        int height = 1;
        for (String cell : cells) {
            List<String> cellLines = cell.lines().toList();
            lines.add(cellLines);
            height = Math.max(height, cellLines.size());
        }
        for (int line = 0; line < height; line++) {
            text.append('|');
            for (int i = 0; i < widths.length; i++) {
                String part = line < lines.get(i).size() ? lines.get(i).get(line) : "";
                String gap = " ".repeat(widths[i] - part.length());
                text.append(' ').append(columns.get(i).right() ? gap + part : part + gap);
                text.append(" |");
            }
            text.append('\n');
        }
    }
}
