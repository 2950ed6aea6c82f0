package io.matriarch.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds PostgreSQL's server programs, in the order in which {@code bin/setup} looks for them. */
public final class PostgresFinder {
    private static final List<String> NEEDED =
            List.of(
                    "initdb",
                    "postgres",
                    "pg_ctl",
                    "pg_controldata",
                    "pg_rewind",
                    "pg_basebackup",
                    "pg_waldump");

    private PostgresFinder() {}

    /**
     * The folder of the programs: {@code MATRIARCH_PGBIN}, else the newest of the distribution,
     * else the search path's.
     *
     * @throws IllegalStateException when there is none
     */
    public static Path binDirectory() {
        String named = System.getenv("MATRIARCH_PGBIN");
        if (named != null) {
            return Path.of(named);
        }
        return newest().or(PostgresFinder::onSearchPath)
                .orElseThrow(() -> new IllegalStateException("no PostgreSQL found: run bin/setup"));
    }

    private static Optional<Path> newest() {
        List<Path> found = new ArrayList<>();
        addMatching(found, Path.of("/usr/lib/postgresql"), "*", "bin");
        addMatching(found, Path.of("/usr"), "pgsql-*", "bin");
        return found.stream()
                .filter(PostgresFinder::isComplete)
                .max(Comparator.comparingInt(PostgresFinder::version));
    }

    private static void addMatching(List<Path> found, Path parent, String glob, String below) {
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(parent, glob)) {
            versions.forEach(version -> found.add(version.resolve(below)));
        } catch (IOException _) {
            // This distribution puts it elsewhere.
        }
    }

    private static Optional<Path> onSearchPath() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .filter(PostgresFinder::isComplete)
                .findFirst();
    }

    private static boolean isComplete(Path folder) {
        return NEEDED.stream().allMatch(program -> Files.isExecutable(folder.resolve(program)));
    }

    private static int version(Path bin) {
        String digits = bin.getParent().getFileName().toString().replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
