package io.matriarch.value;

import java.util.Locale;

/**
 * A position in the write-ahead log, in bytes since the beginning of the log.
 *
 * @param bytes the position, read as an unsigned number
 */
public record Lsn(long bytes) implements Comparable<Lsn> {
    public static final Lsn ZERO = new Lsn(0);

    /**
     * Reads PostgreSQL's text form, two hexadecimal halves with a slash between.
     *
     * @throws IllegalArgumentException when the text is not of that form
     */
    public static Lsn parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("not a log position: '" + text + "'");
        }
        long high = Long.parseUnsignedLong(text, 0, slash, 16);
        long low = Long.parseUnsignedLong(text, slash + 1, text.length(), 16);
        return new Lsn(high << 32 | low);
    }

    /** Bytes from {@code earlier} to this; 0 when {@code earlier} is ahead. */
    public long ahead(Lsn earlier) {
        return compareTo(earlier) <= 0 ? 0 : bytes - earlier.bytes;
    }

    public Lsn max(Lsn other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Lsn plus(long more) {
        return new Lsn(bytes + more);
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return Long.toHexString(bytes >>> 32).toUpperCase(Locale.ROOT)
                + "/"
                + Long.toHexString(bytes & 0xFFFFFFFFL).toUpperCase(Locale.ROOT);
    }
}
