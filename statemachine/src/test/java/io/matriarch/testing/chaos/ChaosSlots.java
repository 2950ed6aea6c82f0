package io.matriarch.testing.chaos;

import io.matriarch.state.Slot;
import io.matriarch.state.SlotStatus;
import io.matriarch.state.Slots;
import io.matriarch.testing.Facts;
import io.matriarch.testing.samples.SplitMix;
import io.matriarch.value.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Anything that a PostgreSQL and the DCS may say of replication slots. */
public final class ChaosSlots {
    private static final List<String> NAMES = List.of("n1", "n2", "n3", "cdc", "backup", "extra");

    private ChaosSlots() {}

    /** What a look may find. */
    static Optional<Slots.Found> any(SplitMix chance, long end) {
        return chance.oneIn(4) ? Optional.empty() : Optional.of(found(chance, end));
    }

    /** What a server with so much log may have. */
    public static Slots.Found found(SplitMix chance, long end) {
        List<Slot> slots = new ArrayList<>();
        for (String name : NAMES) {
            if (chance.oneIn(2)) {
                slots.add(slot(name, chance, end));
            }
        }
        return new Slots.Found(
                slots,
                chance.oneIn(8) ? 100_023 : 150_004,
                chance.oneIn(2) ? Optional.of("n1") : Optional.empty());
    }

    private static Slot slot(String name, SplitMix chance, long end) {
        Optional<Lsn> position =
                chance.oneIn(8)
                        ? Optional.empty()
                        : Optional.of(new Lsn(Math.max(0, end - 0x800 + chance.below(0x1000))));
        Slot.Logical logical =
                new Slot.Logical(
                        "app",
                        chance.oneIn(4) ? "pgoutput" : "test_decoding",
                        position,
                        chance.oneIn(4),
                        chance.oneIn(8));
        return new Slot(
                name,
                chance.oneIn(3) ? Optional.of(logical) : Optional.empty(),
                chance.oneIn(3),
                position,
                chance.oneIn(4),
                chance.oneIn(2) ? Optional.of(700L + chance.below(50)) : Optional.empty(),
                chance.oneIn(8));
    }

    /** What key {@code status} may say. */
    public static Optional<SlotStatus> status(SplitMix chance) {
        if (chance.oneIn(3)) {
            return Optional.empty();
        }
        TreeMap<String, Lsn> positions = new TreeMap<>();
        List<String> retained = new ArrayList<>();
        for (String name : NAMES) {
            if (chance.oneIn(2)) {
                positions.put(name, new Lsn(Facts.WRITTEN - 0x800 + chance.below(0x1000)));
            }
            if (chance.oneIn(3)) {
                retained.add(name);
            }
        }
        return Optional.of(new SlotStatus(positions, retained));
    }
}
