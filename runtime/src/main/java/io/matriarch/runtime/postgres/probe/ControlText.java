package io.matriarch.runtime.postgres.probe;

import io.matriarch.state.ControlData;
import io.matriarch.value.Lsn;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code pg_controldata} printed in the C locale.
 *
 * @param lines label and value of each line
 */
public record ControlText(Map<String, String> lines) {
    public ControlText {
        lines = Collections.unmodifiableMap(new TreeMap<>(lines));
    }

    static ControlText parse(String output) throws UnreadableException {
        if (output.contains("CRC checksum does not match")) {
            throw new UnreadableException("the checksum of the control file is wrong");
        }
        Map<String, String> lines = new TreeMap<>();
        output.lines()
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    if (colon > 0) {
                        lines.put(
                                line.substring(0, colon).strip(),
                                line.substring(colon + 1).strip());
                    }
                });
        ControlText text = new ControlText(lines);
        text.phase();
        text.checkpointTimeline();
        text.checkpoint();
        text.systemId();
        return text;
    }

    ControlData data(Optional<Lsn> endOfShutdown) throws UnreadableException {
        ControlData.Phase phase = phase();
        return switch (phase) {
            case PRIMARY_STOPPED, PRIMARY_CRASHED ->
                    new ControlData(
                            systemId(),
                            phase,
                            checkpointTimeline(),
                            checkpoint(),
                            endOfShutdown,
                            isRewindable());
            case STANDBY_STOPPED, STANDBY_CRASHED -> standby(phase);
        };
    }

    /** Of a copy that never ran: only a standby can come of it. */
    ControlData copy() throws UnreadableException {
        return standby(ControlData.Phase.STANDBY_CRASHED);
    }

    private ControlData standby(ControlData.Phase phase) throws UnreadableException {
        Lsn end = lsn("Minimum recovery ending location");
        int timeline = (int) number("Min recovery ending loc's timeline");
        if (end.equals(Lsn.ZERO) || timeline < 1) {
            return new ControlData(
                    systemId(),
                    phase,
                    checkpointTimeline(),
                    checkpoint(),
                    Optional.of(checkpoint()),
                    isRewindable());
        }
        return new ControlData(
                systemId(),
                phase,
                new Timeline(timeline),
                checkpoint(),
                Optional.of(end),
                isRewindable());
    }

    /** What a rewind needs: {@code wal_log_hints} in force, or data checksums. */
    private boolean isRewindable() {
        boolean hints = lines.getOrDefault("wal_log_hints setting", "off").equals("on");
        return hints || !lines.getOrDefault("Data page checksum version", "0").equals("0");
    }

    /** "Database cluster state" (pg_controldata.c, dbState). */
    ControlData.Phase phase() throws UnreadableException {
        String state = get("Database cluster state");
        return switch (state) {
            case "shut down" -> ControlData.Phase.PRIMARY_STOPPED;
            case "shut down in recovery" -> ControlData.Phase.STANDBY_STOPPED;
            case "in archive recovery" -> ControlData.Phase.STANDBY_CRASHED;
            case "starting up", "shutting down", "in crash recovery", "in production" ->
                    ControlData.Phase.PRIMARY_CRASHED;
            default -> throw new UnreadableException("unknown cluster state '" + state + "'");
        };
    }

    /** "shut down": a primary that has written its last record. */
    public boolean isShutDownPrimary() throws UnreadableException {
        return phase() == ControlData.Phase.PRIMARY_STOPPED;
    }

    Timeline checkpointTimeline() throws UnreadableException {
        return new Timeline((int) Math.max(1, number("Latest checkpoint's TimeLineID")));
    }

    Lsn checkpoint() throws UnreadableException {
        return lsn("Latest checkpoint location");
    }

    SystemId systemId() throws UnreadableException {
        String text = get("Database system identifier");
        if (!SystemId.isValid(text)) {
            throw new UnreadableException("system identifier '" + text + "' in the control file");
        }
        return new SystemId(text);
    }

    long blockSize() {
        return Long.parseLong(lines.getOrDefault("WAL block size", "8192"));
    }

    long segmentSize() {
        return Long.parseLong(lines.getOrDefault("Bytes per WAL segment", "16777216"));
    }

    private Lsn lsn(String label) throws UnreadableException {
        try {
            return Lsn.parse(get(label));
        } catch (IllegalArgumentException _) {
            throw new UnreadableException("'" + label + "' in the control file is no position");
        }
    }

    private long number(String label) throws UnreadableException {
        try {
            return Long.parseLong(get(label));
        } catch (NumberFormatException _) {
            throw new UnreadableException("'" + label + "' in the control file is no number");
        }
    }

    private String get(String label) throws UnreadableException {
        String value = lines.get(label);
        if (value == null) {
            throw new UnreadableException("the control file has no '" + label + "'");
        }
        return value;
    }
}
