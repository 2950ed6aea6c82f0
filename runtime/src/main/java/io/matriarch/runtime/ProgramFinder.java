package io.matriarch.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds PostgreSQL's programs where {@code postgresql.bin_dir} does not name their directory. */
final class ProgramFinder {
    private static final String PROGRAM = "postgres";

    private final Map<String, String> environment;

    ProgramFinder(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The configured directory, else one of the search path, else the newest installed one. */
    Path directory(Optional<Path> configured) throws FatalException {
        if (configured.isPresent()) {
            return checked(configured.get());
        }
        List<Path> places = new ArrayList<>();
        for (String place : environment.getOrDefault("PATH", "").split(":")) {
            if (!place.isEmpty()) {
                places.add(Path.of(place));
            }
        }
        places.addAll(installed(Path.of("/usr/lib/postgresql"), "*"));
        places.addAll(installed(Path.of("/usr"), "pgsql-*"));
        return places.stream()
                .filter(ProgramFinder::hasProgram)
                .findFirst()
                .orElseThrow(() ->
                        new FatalException(
                                "PostgreSQL's programs were not found: write their"
                                        + " directory into postgresql.bin_dir"));
    }

    private static Path checked(Path directory) throws FatalException {
        if (!hasProgram(directory)) {
            throw new FatalException(
                    "postgresql.bin_dir: there is no program \"" + PROGRAM + "\" in " + directory);
        }
        return directory;
    }

    private static boolean hasProgram(Path directory) {
        return Files.isExecutable(directory.resolve(PROGRAM));
    }

    private static List<Path> installed(Path parent, String pattern) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(parent, pattern)) {
            versions.forEach(version -> found.add(version.resolve("bin")));
        } catch (IOException _) {
            return List.of();
        }
        found.sort(Comparator.comparingInt(ProgramFinder::version).reversed());
        return found;
    }

    private static int version(Path bin) {
        String digits = bin.getParent().getFileName().toString().replaceAll("[^0-9]", "");
        return digits.isEmpty() || digits.length() > 8 ? 0 : Integer.parseInt(digits);
    }
}
