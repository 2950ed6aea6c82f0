package io.matriarch.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The files of the repository that people write. */
final class Repository {
    private static final Set<String> SKIPPED = Set.of("target", ".git", ".idea", "node_modules");

    final Path root;
    private final List<Path> files = new ArrayList<>();

    Repository() {
        root = findRoot();
        try {
            Files.walkFileTree(root, collector());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(Path::compareTo);
    }

    /** Paths relative to the root, with slashes, that end so. */
    List<String> files(String suffix) {
        return files.stream()
                .map(file -> root.relativize(file).toString().replace('\\', '/'))
                .filter(name -> name.endsWith(suffix))
                .toList();
    }

    /** Every Java file of ours, main and test. */
    List<String> java() {
        return files(".java");
    }

    /** The files of the decision core, without the journal's text form. */
    List<String> core() {
        return files(".java").stream()
                .filter(name -> name.startsWith("statemachine/src/main/java/io/matriarch/"))
                .filter(name -> !name.contains("/journal/"))
                .toList();
    }

    String read(String name) {
        try {
            return Files.readString(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All Java packages by directory, such as {@code runtime/src/main/java/io/matriarch/cli}. */
    Set<String> packages() {
        Set<String> found = new TreeSet<>();
        java().forEach(name -> found.add(name.substring(0, name.lastIndexOf('/'))));
        return found;
    }

    private static Path findRoot() {
        Path start = Path.of(System.getProperty("matriarch.root", "")).toAbsolutePath();
        for (Path at = start.normalize(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("statemachine")) && Files.exists(at.resolve("docs"))) {
                return at;
            }
        }
        throw new IllegalStateException("no repository around " + start);
    }

    private SimpleFileVisitor<Path> collector() {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes about) {
                return SKIPPED.contains(path.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes about) {
                files.add(path);
                return FileVisitResult.CONTINUE;
            }
        };
    }
}
