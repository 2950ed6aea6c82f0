package io.matriarch.runtime.postgres.config;

import io.matriarch.state.SyncNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code synchronous_standby_names} as this agent sets it: a file of its own that the server's
 * configuration includes last, so that it survives a restart and stands above the operators' own.
 */
public final class SyncNamesFile {
    /** Its name in the data directory. */
    public static final String NAME = "synchronous.conf";

    static final String INCLUDE = "include_if_exists '" + NAME + "'";

    private final DataDirectory directory;

    public SyncNamesFile(Path dataDirectory) {
        this.directory = new DataDirectory(dataDirectory);
    }

    /** Whether we set them. */
    public boolean exists() {
        return Files.exists(directory.file(NAME));
    }

    /** Sets them, for whenever the server reads its configuration; absent: the operators' own. */
    public void write(Optional<SyncNames> names) throws IOException {
        if (names.isEmpty()) {
            Files.deleteIfExists(directory.file(NAME));
            return;
        }
        OwnedFiles.replace(
                directory.file(NAME),
                GucText.file(
                        List.of(GucText.line("synchronous_standby_names", names.get().text()))));
    }

    /** A configuration that another agent wrote, of Patroni for one, does not include the file. */
    public void ensureIncluded(Path configFile) throws IOException {
        List<String> lines = Files.readAllLines(configFile);
        if (lines.stream().noneMatch(line -> line.strip().equals(INCLUDE))) {
            List<String> more = new ArrayList<>(lines);
            more.add(INCLUDE);
            OwnedFiles.replace(configFile, GucText.file(more));
        }
    }
}
