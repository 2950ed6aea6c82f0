package io.matriarch.runtime.postgres.access;

import io.matriarch.runtime.postgres.ServerVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code pg_hba.conf} with all that it includes, as the server of that version does. Bytes
 * are taken for characters one by one, so that names of any encoding stay what they are.
 */
final class HbaFile {
    private static final int DEEPEST = 10;

    private final ServerVersion version;
    private final List<HbaLine> lines = new ArrayList<>();

    private HbaFile(ServerVersion version) {
        this.version = version;
    }

    /**
     * All its lines, in order.
     *
     * @throws IOException when the file cannot be read; one that it includes is left to PostgreSQL
     */
    static List<HbaLine> read(Path file, ServerVersion version) throws IOException {
        HbaFile reader = new HbaFile(version);
        reader.add(file, 0);
        return reader.lines;
    }

    private void add(Path file, int depth) throws IOException {
        for (String line : logicalLines(file)) {
            HbaTokenizer words = new HbaTokenizer(line);
            List<List<HbaToken>> fields = new ArrayList<>();
            int named = 0;
            for (List<HbaToken> f = words.nextField(); !f.isEmpty(); f = words.nextField()) {
                fields.add(f);
                named = fields.size() == HbaLine.NAMED ? words.position() : named;
            }
            if (isInclude(fields)) {
                include(file, fields, depth + 1);
            } else if (!fields.isEmpty()) {
                lines.add(line(file, line, fields, named));
            }
        }
    }

    private HbaLine line(Path file, String text, List<List<HbaToken>> fields, int named) {
        try {
            List<List<HbaToken>> whole = new ArrayList<>();
            for (List<HbaToken> field : fields) {
                whole.add(expanded(file, field, 0));
            }
            boolean empty = whole.stream().anyMatch(List::isEmpty);
            return empty ? HbaLine.unread(text) : new HbaLine(text, whole, text.substring(named));
        } catch (IOException _) {
            return HbaLine.unread(text);
        }
    }

    private boolean isInclude(List<List<HbaToken>> fields) {
        return version.includesHbaFiles()
                && fields.size() == 2
                && switch (fields.getFirst().getFirst().text()) {
                    case "include", "include_if_exists", "include_dir" -> true;
                    default -> false;
                };
    }

    private void include(Path outer, List<List<HbaToken>> fields, int depth) {
        String how = fields.getFirst().getFirst().text();
        Path inner = sibling(outer, fields.getLast().getFirst().text());
        if (how.equals("include_if_exists") && !Files.exists(inner)) {
            return;
        }
        int before = lines.size();
        try {
            if (depth > DEEPEST) {
                throw new IOException("too deep");
            }
            for (Path file : how.equals("include_dir") ? filesOf(inner) : List.of(inner)) {
                add(file, depth);
            }
        } catch (IOException _) {
            lines.subList(before, lines.size()).clear();
            lines.add(
                    HbaLine.unread(
                            how + " " + HbaToken.quote(HbaToken.bytewise(inner.toString()))));
        }
    }

    private static Path sibling(Path file, String name) {
        return file.resolveSibling(
                new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** By name in the order of bytes; hidden files and other endings do not count. */
    private static List<Path> filesOf(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.conf")) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(".") && !Files.isDirectory(entry)) {
                    files.add(entry);
                }
            }
        }
        files.sort((one, other) ->
                one.getFileName().toString().compareTo(other.getFileName().toString()));
        return files;
    }

    private List<HbaToken> expanded(Path file, List<HbaToken> field, int depth) throws IOException {
        List<HbaToken> all = new ArrayList<>();
        for (HbaToken token : field) {
            if (token.isFile()) {
                all.addAll(names(sibling(file, token.text().substring(1)), depth + 1));
            } else {
                all.add(token);
            }
        }
        return all;
    }

    private List<HbaToken> names(Path file, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("too deep");
        }
        List<HbaToken> all = new ArrayList<>();
        for (String line : logicalLines(file)) {
            HbaTokenizer words = new HbaTokenizer(line);
            for (List<HbaToken> f = words.nextField(); !f.isEmpty(); f = words.nextField()) {
                all.addAll(expanded(file, f, depth));
            }
        }
        return all;
    }

    /** A backslash at the end takes the next line in, unless it has just done so. */
    private List<String> logicalLines(Path file) throws IOException {
        List<String> all = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int continued = 0;
        for (String part : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            line.append(part.replaceFirst("\r+$", ""));
            int last = line.length() - 1;
            if (version.continuesHbaLines() && last >= continued && line.charAt(last) == '\\') {
                line.setLength(last);
                continued = last;
            } else {
                all.add(line.toString());
                line.setLength(0);
                continued = 0;
            }
        }
        all.add(line.toString());
        return all;
    }
}
