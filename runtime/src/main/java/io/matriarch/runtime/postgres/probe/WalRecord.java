package io.matriarch.runtime.postgres.probe;

import io.matriarch.value.Lsn;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code pg_waldump}.
 *
 * @param start where the record begins
 * @param length its bytes, without what page headers take
 * @param text its description
 */
record WalRecord(Lsn start, long length, String text) {
    private static final Pattern LINE =
            Pattern.compile(
                    "len \\(rec/tot\\):\\s*\\d+/\\s*(\\d+),.* lsn: ([0-9A-F]+/[0-9A-F]+),.*desc:"
                            + " (.*)");
    private static final long ALIGNMENT = 8;
    private static final long SHORT_HEADER = 24;
    private static final long LONG_HEADER = 40;

    static Optional<WalRecord> parse(String output) {
        Matcher matcher = LINE.matcher(output);
        return matcher.find()
                ? Optional.of(
                        new WalRecord(
                                Lsn.parse(matcher.group(2)),
                                Long.parseLong(matcher.group(1)),
                                matcher.group(3)))
                : Optional.empty();
    }

    boolean isShutdownCheckpoint(Lsn at) {
        return start.equals(at) && text.startsWith("CHECKPOINT_SHUTDOWN");
    }

    /**
     * Where it ends, as a timeline's history would name it: each page that it goes over to begins
     * with a header, and the sum is aligned (xlogreader.c, xlog_internal.h).
     */
    Lsn end(long blockSize, long segmentSize) {
        long at = start.bytes();
        long left = length;
        for (long room = blockSize - at % blockSize; left > room; ) {
            left -= room;
            at += room;
            long header = at % segmentSize == 0 ? LONG_HEADER : SHORT_HEADER;
            at += header;
            room = blockSize - header;
        }
        return new Lsn((at + left + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }
}
