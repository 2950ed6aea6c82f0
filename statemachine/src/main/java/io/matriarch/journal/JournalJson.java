package io.matriarch.journal;

/** A journal entry as one line of JSON, without the line break. */
public final class JournalJson {
    private JournalJson() {}

    public static String encode(JournalEntry entry) {
        return RecordJson.write(JournalEntry.class, entry);
    }

    /**
     * Reads one line, also of an older version.
     *
     * @throws IllegalArgumentException when it is no journal entry
     */
    public static JournalEntry decode(String line) {
        return RecordJson.read(JournalEntry.class, line);
    }
}
