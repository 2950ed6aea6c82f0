package io.matriarch.simulator.world;

import io.matriarch.state.Slot;
import io.matriarch.state.SlotChange;
import io.matriarch.value.Lsn;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The replication slots of one data directory, and how much of its log is still there: what a slot
 * keeps is not removed.
 */
final class SimSlots {
    private static final int MOST = 10;

    private final SortedMap<String, Slot> slots = new TreeMap<>();
    private Lsn oldest = Lsn.ZERO;

    /** What {@code pg_replication_slots} shows. */
    List<Slot> shown() {
        return List.copyOf(slots.values());
    }

    /** Nothing is left of them, and the whole log is there. */
    void clear() {
        slots.clear();
        oldest = Lsn.ZERO;
    }

    /** Whether a standby that has come there finds the rest of the log. */
    boolean hasLogFrom(Lsn position) {
        return position.compareTo(oldest) >= 0;
    }

    /** A checkpoint removes the log before its own that no slot keeps. */
    void removeLog(Lsn checkpoint) {
        Lsn kept = checkpoint;
        for (Slot slot : slots.values()) {
            Lsn restart = slot.restart().orElse(checkpoint);
            kept = restart.compareTo(kept) < 0 ? restart : kept;
        }
        oldest = oldest.max(kept);
    }

    /** Whether a connection may use it now. */
    boolean isFree(String name) {
        Slot slot = slots.get(name);
        return slot != null && slot.isPhysical() && !slot.active();
    }

    /** A connection uses it, or does not any more. */
    void active(String name, boolean used) {
        replace(name, slots.get(name), used);
    }

    /** Nobody uses any of them: the server ended. */
    void inactive() {
        List.copyOf(slots.keySet()).forEach(name -> active(name, false));
    }

    /** Its user has everything up to there. */
    void confirmed(String name, Lsn position) {
        Slot slot = slots.get(name);
        boolean further =
                slot != null && slot.restart().map(one -> position.compareTo(one) > 0).orElse(true);
        if (further) {
            slots.put(name, moved(slot, position));
        }
    }

    /** Files of these logical slots of another server are loaded at the start. */
    void load(List<String> names, List<Slot> others) {
        others.stream()
                .filter(slot -> !slot.isPhysical() && names.contains(slot.name()))
                .forEach(slot -> replace(slot.name(), slot, false));
    }

    /** Somebody makes a physical one. */
    void make(String name, Lsn restart) {
        slots.put(
                name,
                new Slot(
                        name,
                        Optional.empty(),
                        false,
                        Optional.of(restart),
                        false,
                        Optional.empty(),
                        false));
    }

    /** Its user sends feedback: it holds rows. */
    void pin(String name) {
        Slot slot = slots.get(name);
        if (slot != null) {
            slots.put(
                    name,
                    new Slot(
                            name,
                            slot.logical(),
                            slot.active(),
                            slot.restart(),
                            true,
                            slot.catalogXmin(),
                            slot.lost()));
        }
    }

    /**
     * Carries an order out.
     *
     * @param end where the log ends
     * @param writes whether the server is a primary
     * @return why it failed; absent when it is done
     */
    Optional<String> change(SlotChange change, Lsn end, boolean writes) {
        String name = change.slot();
        Optional<Slot> there = Optional.ofNullable(slots.get(name));
        boolean active = there.map(Slot::active).orElse(false);
        if (active) {
            return Optional.of("replication slot \"" + name + "\" is active");
        }
        return switch (change) {
            case SlotChange.Drop _ -> {
                slots.remove(name);
                yield Optional.empty();
            }
            case SlotChange.MakePhysical _ -> made(there, () -> make(name, end));
            case SlotChange.Remake _ -> {
                make(name, end);
                yield Optional.empty();
            }
            case SlotChange.MakeLogical one ->
                    writes
                            ? made(there, () -> slots.put(name, logical(one, end)))
                            : Optional.of("logical decoding on a standby");
            case SlotChange.Advance(var _, var _, Lsn to, var _) -> {
                there.ifPresent(slot -> confirmed(name, to));
                yield there.isPresent() ? Optional.empty() : Optional.of("there is none");
            }
        };
    }

    private Optional<String> made(Optional<Slot> there, Runnable making) {
        if (there.isEmpty() && slots.size() >= MOST) {
            return Optional.of("all replication slots are in use");
        }
        if (there.isEmpty()) {
            making.run();
        }
        return Optional.empty();
    }

    private static Slot logical(SlotChange.MakeLogical one, Lsn end) {
        return new Slot(
                one.slot(),
                Optional.of(
                        new Slot.Logical(
                                one.database(), one.plugin(), Optional.of(end), false, false)),
                false,
                Optional.of(end),
                false,
                Optional.of(700L),
                false);
    }

    private static Slot moved(Slot slot, Lsn to) {
        Optional<Slot.Logical> logical =
                slot.logical()
                        .map(one ->
                                new Slot.Logical(
                                        one.database(),
                                        one.plugin(),
                                        Optional.of(to),
                                        one.failover(),
                                        one.synced()));
        return new Slot(
                slot.name(),
                logical,
                slot.active(),
                Optional.of(to),
                slot.holdsRows(),
                slot.catalogXmin(),
                slot.lost());
    }

    private void replace(String name, Slot slot, boolean used) {
        if (slot != null) {
            slots.put(
                    name,
                    new Slot(
                            name,
                            slot.logical(),
                            used,
                            slot.restart(),
                            slot.holdsRows(),
                            slot.catalogXmin(),
                            slot.lost()));
        }
    }
}
