package io.matriarch.runtime.postgres.probe;

import io.matriarch.state.Slot;
import io.matriarch.value.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code pg_replication_slots} as one text, a line for each slot and tabs between its fields. The
 * columns that a version does not have are empty.
 */
final class SlotRows {
    /** The text; null where there are no slots. */
    static final String QUERY =
            """
            (SELECT string_agg(concat_ws(E'\\t', j->>'slot_name', j->>'slot_type',
                        coalesce(j->>'plugin', ''), j->>'active',
                        coalesce(j->>'xmin', ''), coalesce(j->>'catalog_xmin', ''),
                        coalesce(j->>'restart_lsn', ''),
                        coalesce(j->>'confirmed_flush_lsn', ''),
                        coalesce(j->>'wal_status', ''),
                        coalesce(j->>'failover', ''), coalesce(j->>'synced', ''),
                        coalesce(j->>'database', '')), E'\\n')
               FROM (SELECT to_jsonb(s) AS j FROM pg_replication_slots s
                      WHERE NOT temporary) slots)\
            """;

    private static final int FIELDS = 12;

    private SlotRows() {}

    static List<Slot> read(String text) {
        List<Slot> slots = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] fields = line.split("\t", -1);
            if (fields.length == FIELDS) {
                slots.add(slot(fields));
            }
        }
        return slots;
    }

    private static Slot slot(String[] fields) {
        Optional<Slot.Logical> logical =
                fields[1].equals("logical")
                        ? Optional.of(
                                new Slot.Logical(
                                        fields[11],
                                        fields[2],
                                        lsn(fields[7]),
                                        isTrue(fields[9]),
                                        isTrue(fields[10])))
                        : Optional.empty();
        return new Slot(
                fields[0],
                logical,
                isTrue(fields[3]),
                lsn(fields[6]),
                !fields[4].isEmpty(),
                given(fields[5]).map(Long::parseLong),
                fields[8].equals("lost"));
    }

    private static boolean isTrue(String field) {
        return field.equals("true");
    }

    private static Optional<Lsn> lsn(String field) {
        return given(field).map(Lsn::parse);
    }

    private static Optional<String> given(String field) {
        return Optional.of(field).filter(text -> !text.isEmpty());
    }
}
