package io.matriarch.scenarios.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bug: a place of the code, and what stands there instead.
 *
 * @param name of its file, without the ending
 * @param breaks what is wrong with it, for a DBA
 * @param source the file that it is in, below {@code src/main/java}, with the module before it
 * @param text what stands there; once
 * @param instead what is put in its place
 */
record PlantedBug(String name, String breaks, String source, String text, String instead) {
    private static final Path FOLDER = Path.of("src/test/resources/planted");
    private static final Path MODULES = Path.of("..");
    private static final String ENDING = ".bug";
    private static final String TEXT = "---- stands there\n";
    private static final String INSTEAD = "---- stands there instead\n";

    /** All of them, by name. */
    static List<PlantedBug> all() throws IOException {
        List<PlantedBug> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(ENDING)).sorted().toList()) {
                all.add(read(file));
            }
        }
        return all;
    }

    private static PlantedBug read(Path file) throws IOException {
        String all = Files.readString(file);
        int text = all.indexOf(TEXT);
        int instead = all.indexOf(INSTEAD);
        if (text < 0 || instead < text) {
            throw new IOException(file + " lacks a line that begins with ----");
        }
        String head = all.substring(0, text);
        String name = file.getFileName().toString().replace(ENDING, "");
        return new PlantedBug(
                name,
                field(head, "breaks", file),
                field(head, "source", file),
                all.substring(text + TEXT.length(), instead).strip(),
                all.substring(instead + INSTEAD.length()).strip());
    }

    private static String field(String head, String key, Path file) throws IOException {
        return head.lines()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> line.substring(key.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IOException(file + " has no line '" + key + "'"));
    }

    /** The name of the class that it is in. */
    String className() {
        int root = source.indexOf("io/matriarch/");
        return source.substring(root).replace(".java", "").replace('/', '.');
    }

    /**
     * The source with the bug in it.
     *
     * @throws IllegalStateException when its place is not there, or there twice
     */
    String planted() throws IOException {
        int root = source.indexOf("io/matriarch/");
        Path file =
                MODULES.resolve(source.substring(0, root))
                        .resolve("src/main/java")
                        .resolve(source.substring(root));
        String code = Files.readString(file);
        int at = code.indexOf(text);
        if (at < 0 || code.indexOf(text, at + 1) >= 0) {
            throw new IllegalStateException(
                    "planted bug " + name + ": its text must stand once in " + source);
        }
        return code.substring(0, at) + instead + code.substring(at + text.length());
    }
}
