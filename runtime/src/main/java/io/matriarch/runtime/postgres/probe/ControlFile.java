package io.matriarch.runtime.postgres.probe;

import io.matriarch.runtime.postgres.Places;
import io.matriarch.runtime.postgres.ServerVersion;
import io.matriarch.runtime.postgres.config.DataDirectory;
import io.matriarch.runtime.postgres.process.CommandResult;
import io.matriarch.runtime.postgres.process.CommandRunner;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.state.ControlData;
import io.matriarch.value.Lsn;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Reads the control file of a stopped server with {@code pg_controldata}. */
public final class ControlFile {
    private final Places places;
    private final CommandRunner runner;

    public ControlFile(Places places, CommandRunner runner) {
        this.places = places;
        this.runner = runner;
    }

    /** What decisions need of it, the end of the log included. */
    public ControlData data(Limit limit) throws IOException, CutException, UnreadableException {
        ControlText text = text(limit);
        return switch (text.phase()) {
            case PRIMARY_STOPPED -> text.data(endOfShutdownRecord(text, limit));
            case PRIMARY_CRASHED -> isCopy() ? text.copy() : text.data(Optional.empty());
            case STANDBY_STOPPED, STANDBY_CRASHED -> text.data(Optional.empty());
        };
    }

    /**
     * Whether the data is a copy that never ran: its control file is still the running source's.
     * Before version 15 a crashed primary may have a label, too, but not the mark of a standby.
     */
    private boolean isCopy() {
        DataDirectory directory = new DataDirectory(places.dataDirectory());
        boolean onlyCopies =
                directory.version().filter(ServerVersion::labelsOnlyCopies).isPresent();
        return Files.exists(directory.file("backup_label"))
                && (onlyCopies || directory.isMarkedStandby());
    }

    /** All lines of it. */
    public ControlText text(Limit limit) throws IOException, CutException, UnreadableException {
        CommandResult result =
                runner.run(
                        List.of(
                                places.program("pg_controldata"),
                                places.dataDirectory().toString()),
                        limit);
        if (!result.isSuccess()) {
            throw new UnreadableException("pg_controldata: " + result.lastError());
        }
        return ControlText.parse(result.output());
    }

    /** The shutdown checkpoint is the last record, so the log ends where that record does. */
    private Optional<Lsn> endOfShutdownRecord(ControlText text, Limit limit)
            throws IOException, CutException, UnreadableException {
        Lsn checkpoint = text.checkpoint();
        CommandResult result =
                runner.run(
                        List.of(
                                places.program("pg_waldump"),
                                "--path=" + places.dataDirectory().resolve("pg_wal"),
                                "--timeline=" + text.checkpointTimeline(),
                                "--start=" + checkpoint,
                                "--limit=1"),
                        limit);
        return WalRecord.parse(result.output())
                .filter(record -> record.isShutdownCheckpoint(checkpoint))
                .map(record -> record.end(text.blockSize(), text.segmentSize()));
    }
}
