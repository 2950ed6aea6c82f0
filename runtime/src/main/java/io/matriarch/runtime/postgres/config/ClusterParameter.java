package io.matriarch.runtime.postgres.config;

import io.matriarch.runtime.postgres.ServerVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A parameter that only the DCS may set, for it must agree across the cluster (contract 4.5).
 *
 * @param name its name
 * @param standard its value where the DCS gives none or an invalid one
 * @param kind what values it takes
 * @param least the least of a number
 * @param onCommandLine whether the postmaster gets it as an argument, too, so that {@code ALTER
 *     SYSTEM} cannot change it
 * @param controlName how {@code pg_controldata} calls the value that a standby needs at least;
 *     empty for none
 */
record ClusterParameter(
        String name,
        String standard,
        Kind kind,
        int least,
        boolean onCommandLine,
        String controlName) {
    /** What values a parameter takes. */
    enum Kind {
        NUMBER,
        SWITCH,
        WAL_LEVEL,
        MEGABYTES
    }

    private static final int SEGMENT_MEGABYTES = 16;

    private static final List<ClusterParameter> ALWAYS =
            List.of(
                    new ClusterParameter("wal_level", "replica", Kind.WAL_LEVEL, 0, true, ""),
                    number("max_connections", "100", 25, "max_connections setting"),
                    number("max_wal_senders", "10", 3, "max_wal_senders setting"),
                    number("max_prepared_transactions", "0", 0, "max_prepared_xacts setting"),
                    number("max_locks_per_transaction", "64", 32, "max_locks_per_xact setting"),
                    flag("track_commit_timestamp", "off"),
                    number("max_replication_slots", "10", 4, ""),
                    number("max_worker_processes", "8", 2, "max_worker_processes setting"),
                    flag("wal_log_hints", "on"));

    static final String KEEP_SIZE = "wal_keep_size";
    static final String KEEP_SEGMENTS = "wal_keep_segments";

    /** Those that a version knows. */
    static List<ClusterParameter> of(ServerVersion version) {
        ClusterParameter keep =
                version.hasWalKeepSize()
                        ? new ClusterParameter(KEEP_SIZE, "128MB", Kind.MEGABYTES, 16, false, "")
                        : new ClusterParameter(KEEP_SEGMENTS, "8", Kind.NUMBER, 1, false, "");
        return java.util.stream.Stream.concat(ALWAYS.stream(), java.util.stream.Stream.of(keep))
                .toList();
    }

    static boolean isOne(String name) {
        return name.equals(KEEP_SIZE)
                || name.equals(KEEP_SEGMENTS)
                || ALWAYS.stream().anyMatch(one -> one.name.equals(name));
    }

    /** The value as PostgreSQL takes it; empty when it is not acceptable. */
    Optional<String> accept(String value) {
        String text = value.strip();
        return switch (kind) {
            case NUMBER -> number(text).filter(n -> n >= least).map(_ -> text);
            case SWITCH -> Optional.of(text).filter(ClusterParameter::isSwitch);
            case WAL_LEVEL -> walLevel(text);
            case MEGABYTES -> megabytes(text).filter(n -> n >= least).map(_ -> text);
        };
    }

    /** What {@code wal_keep_size} says, in segments. */
    static Optional<String> segments(String size) {
        return megabytes(size.strip()).map(n -> Long.toString(n / SEGMENT_MEGABYTES));
    }

    /** What {@code wal_keep_segments} says, as a size. */
    static Optional<String> size(String segments) {
        return number(segments.strip()).map(n -> n * SEGMENT_MEGABYTES + "MB");
    }

    static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Long> megabytes(String text) {
        String digits = text.replaceFirst("\\s*[kMGT]?B$", "");
        String unit = text.substring(digits.length()).strip();
        return number(digits)
                .flatMap(n ->
                        switch (unit) {
                            case "kB" -> Optional.of(n / 1024);
                            case "", "MB" -> Optional.of(n);
                            case "GB" -> Optional.of(n * 1024);
                            case "TB" -> Optional.of(n * 1024 * 1024);
                            default -> Optional.empty();
                        });
    }

    private static Optional<String> walLevel(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "hot_standby", "replica", "archive" -> Optional.of("replica");
            case "logical" -> Optional.of("logical");
            default -> Optional.empty();
        };
    }

    private static boolean isSwitch(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "off", "true", "false", "yes", "no", "1", "0" -> true;
            default -> false;
        };
    }

    private static ClusterParameter number(
            String name, String standard, int least, String controlName) {
        return new ClusterParameter(name, standard, Kind.NUMBER, least, true, controlName);
    }

    private static ClusterParameter flag(String name, String standard) {
        return new ClusterParameter(name, standard, Kind.SWITCH, 0, true, "");
    }
}
