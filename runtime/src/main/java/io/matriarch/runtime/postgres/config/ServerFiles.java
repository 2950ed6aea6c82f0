package io.matriarch.runtime.postgres.config;

import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.runtime.postgres.ServerVersion;
import io.matriarch.state.SyncNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Writes the server's files for the role that it is to have (contract 4.7). */
public final class ServerFiles {
    private static final String CONF = "postgresql.conf";
    private static final String BASE = "postgresql.base.conf";
    private static final String RECOVERY = "recovery.conf";
    private static final String SIGNAL = "standby.signal";

    private final PostgresSettings settings;
    private final DataDirectory directory;

    public ServerFiles(PostgresSettings settings) {
        this.settings = settings;
        this.directory = new DataDirectory(settings.places().dataDirectory());
    }

    /** The file that the postmaster is told to read. */
    public Path configFile() {
        return directory.file(CONF);
    }

    /** A start comes up writable, and its commits wait for these. */
    public void forPrimary(ServerParameters parameters, Optional<SyncNames> names)
            throws IOException {
        names().write(names);
        write(parameters, Map.of());
        Files.deleteIfExists(directory.file(SIGNAL));
        Files.deleteIfExists(directory.file("recovery.signal"));
        Files.deleteIfExists(directory.file(RECOVERY));
    }

    /**
     * A start comes up as a standby. The mark is there before anything else changes.
     *
     * @param slot through which it streams; absent for none
     * @param feedback whether it must tell its upstream which rows it needs
     */
    public void forStandby(
            ServerVersion version,
            ServerParameters parameters,
            Optional<UpstreamAddress> upstream,
            Optional<String> slot,
            boolean feedback)
            throws IOException {
        forStandby(version, parameters, upstream, slot, feedback, Map.of());
    }

    /**
     * The same.
     *
     * @param more recovery settings that count before those of our own file
     */
    public void forStandby(
            ServerVersion version,
            ServerParameters parameters,
            Optional<UpstreamAddress> upstream,
            Optional<String> slot,
            boolean feedback,
            Map<String, String> more)
            throws IOException {
        SortedMap<String, String> recovery = RecoverySettings.of(settings, version, upstream, slot);
        if (feedback && version.hasStandbySignal()) {
            recovery.put("hot_standby_feedback", "on");
        }
        recovery.putAll(more);
        if (version.hasStandbySignal()) {
            markStandby(version);
            Files.deleteIfExists(directory.file(RECOVERY));
        } else {
            OwnedFiles.replace(directory.file(RECOVERY), GucText.file(GucText.lines(recovery)));
        }
        if (upstream.isPresent()) {
            PasswordFile.write(settings, upstream.get());
        }
        names().write(Optional.empty());
        write(parameters, version.hasStandbySignal() ? recovery : Map.of());
        Files.deleteIfExists(directory.file("recovery.signal"));
    }

    /** The server that the present files name as {@code primary_conninfo}; empty for none. */
    public Optional<UpstreamAddress> lastUpstream() throws IOException {
        return last("primary_conninfo").flatMap(text -> Conninfo.parse(text).address());
    }

    /** The slot that the present files name as {@code primary_slot_name}; empty for none. */
    public Optional<String> lastSlot() throws IOException {
        return last("primary_slot_name").filter(name -> !name.isEmpty());
    }

    private Optional<String> last(String parameter) throws IOException {
        Optional<String> value = Optional.empty();
        for (Path file : List.of(configFile(), directory.file(RECOVERY))) {
            if (value.isEmpty() && Files.exists(file)) {
                value = GucText.value(Files.readAllLines(file), parameter);
            }
        }
        return value;
    }

    /** Leaves only the mark, so that a start by hand comes up read-only. */
    public void markStandby(ServerVersion version) throws IOException {
        if (version.hasStandbySignal()) {
            Path signal = directory.file(SIGNAL);
            if (!Files.exists(signal)) {
                OwnedFiles.replace(signal, "");
            }
        } else if (!Files.exists(directory.file(RECOVERY))) {
            OwnedFiles.replace(
                    directory.file(RECOVERY),
                    GucText.file(List.of(GucText.line("standby_mode", "on"))));
        }
    }

    /** A server in single-user mode refuses to run while the mark is there. */
    public void unmarkStandby() throws IOException {
        Files.deleteIfExists(directory.file(SIGNAL));
        Files.deleteIfExists(directory.file(RECOVERY));
    }

    private SyncNamesFile names() {
        return new SyncNamesFile(settings.places().dataDirectory());
    }

    private void write(ServerParameters parameters, Map<String, String> recovery)
            throws IOException {
        keepBase();
        OwnedFiles.replace(configFile(), configText(parameters, recovery));
        writeList("pg_hba.conf", "hba_file", settings.pgHba(), parameters);
        writeList("pg_ident.conf", "ident_file", settings.pgIdent(), parameters);
        cleanAutoConf();
    }

    /** What initdb or somebody else made is included, and never written again. */
    private void keepBase() throws IOException {
        if (!Files.exists(directory.file(BASE)) && Files.exists(configFile())) {
            Files.move(configFile(), directory.file(BASE), StandardCopyOption.ATOMIC_MOVE);
        } else if (!Files.exists(directory.file(BASE))) {
            OwnedFiles.replace(directory.file(BASE), "");
        }
    }

    private String configText(ServerParameters parameters, Map<String, String> recovery) {
        List<String> lines = new ArrayList<>();
        lines.add("# Do not edit this file manually!");
        lines.add("# It will be overwritten by Matriarch!");
        lines.add("include '" + BASE + "'");
        lines.add("");
        parameters.file().forEach((name, value) -> addFree(lines, name, value));
        addPlace(lines, "hba_file", "pg_hba.conf", parameters);
        addPlace(lines, "ident_file", "pg_ident.conf", parameters);
        if (!recovery.isEmpty()) {
            lines.add("");
            lines.add("# recovery.conf");
            lines.addAll(GucText.lines(recovery));
        }
        lines.add(SyncNamesFile.INCLUDE);
        return GucText.file(lines);
    }

    private static void addFree(List<String> lines, String name, String value) {
        if (!RecoverySettings.isOne(name)) {
            lines.add(GucText.line(name, value));
        }
    }

    private void addPlace(
            List<String> lines, String name, String file, ServerParameters parameters) {
        if (!parameters.file().containsKey(name)) {
            lines.add(GucText.line(name, directory.file(file).toString()));
        }
    }

    private void writeList(
            String file, String redirect, List<String> content, ServerParameters parameters)
            throws IOException {
        if (!content.isEmpty() && !parameters.file().containsKey(redirect)) {
            List<String> lines = new ArrayList<>();
            lines.add("# Do not edit this file manually!");
            lines.add("# It will be overwritten by Matriarch!");
            lines.addAll(content);
            OwnedFiles.replace(directory.file(file), GucText.file(lines));
        }
    }

    /** {@code ALTER SYSTEM} must not override recovery settings: the file is read last. */
    private void cleanAutoConf() throws IOException {
        Path file = directory.file("postgresql.auto.conf");
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> kept = lines.stream().filter(line -> !isRecovery(line)).toList();
            if (kept.size() < lines.size()) {
                OwnedFiles.replace(file, GucText.file(kept));
            }
        } catch (NoSuchFileException _) {
            // Nobody altered the system yet.
        }
    }

    private static boolean isRecovery(String line) {
        String name = line.strip().split("[\\s=]", 2)[0].toLowerCase(Locale.ROOT);
        return RecoverySettings.isOne(name);
    }
}
