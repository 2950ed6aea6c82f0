package io.matriarch.judge.slots;

import io.matriarch.judge.Maintenance;
import io.matriarch.state.Slot;
import io.matriarch.state.SlotChange;
import io.matriarch.state.SlotPolicy.Ignored;
import io.matriarch.value.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds what there is against what is needed. */
final class SlotJudge {
    private final SlotView view;
    private final SlotNeeds needs;
    private final List<SlotChange> changes = new ArrayList<>();
    private final List<String> copies = new ArrayList<>();
    private final List<String> notes;

    SlotJudge(SlotView view) {
        this.view = view;
        this.needs = SlotNeeds.of(view);
        this.notes = new ArrayList<>(needs.notes());
    }

    SlotPlan plan() {
        SortedMap<String, Need> missing = new TreeMap<>(needs.needs());
        for (Slot slot : view.found().slots()) {
            Optional<Need> need = Optional.ofNullable(needs.needs().get(slot.name()));
            boolean stays = isLeftAlone(slot) || need.map(one -> kept(slot, one)).orElse(false);
            if (stays || !dropped(slot, need)) {
                missing.remove(slot.name());
            }
        }
        missing.forEach(this::make);
        return new SlotPlan(changes, copies, notes);
    }

    /** Slots that the operators, or PostgreSQL itself, take care of. */
    private boolean isLeftAlone(Slot slot) {
        boolean synced = slot.logical().map(Slot.Logical::synced).orElse(false);
        return synced || view.policy().ignored().stream().anyMatch(one -> matches(one, slot));
    }

    private static boolean matches(Ignored rule, Slot slot) {
        return equal(rule.name(), slot.name())
                && equal(rule.type(), slot.type())
                && equal(rule.database(), slot.logical().map(Slot.Logical::database).orElse(""))
                && equal(rule.plugin(), slot.logical().map(Slot.Logical::plugin).orElse(""));
    }

    private static boolean equal(String given, String actual) {
        return given.isEmpty() || given.equals(actual);
    }

    /** Whether it is what is needed; then it is mended or moved on where that is due. */
    private boolean kept(Slot slot, Need need) {
        boolean fits =
                slot.logical()
                        .map(one ->
                                need.isLogical()
                                        && one.isLike(need.kind().database(), need.kind().plugin()))
                        .orElse(!need.isLogical());
        if (!fits) {
            return false;
        }
        Optional<String> flaw = flaw(slot, need);
        if (flaw.isPresent() && slot.isPhysical() && !slot.active()) {
            changes.add(new SlotChange.Remake(slot.name(), flaw.get()));
        } else if (flaw.isPresent()) {
            notes.add("slot " + slot.name() + ": " + flaw.get());
        } else {
            advance(slot, need);
        }
        return true;
    }

    private Optional<String> flaw(Slot slot, Need need) {
        if (slot.lost()) {
            return Optional.of("log that it should have kept is gone");
        }
        if (slot.isPhysical() && slot.restart().isEmpty()) {
            return Optional.of("it was made without keeping any log");
        }
        boolean holds =
                slot.isPhysical()
                        && !slot.active()
                        && slot.holdsRows()
                        && !view.leads()
                        && !need.fed();
        return holds
                ? Optional.of("it keeps vacuum from rows that nobody here needs")
                : Optional.empty();
    }

    private void advance(Slot slot, Need need) {
        if (slot.active() || need.target().isEmpty() || !view.found().canAdvance()) {
            return;
        }
        Lsn target = need.target().get();
        Lsn to = target.compareTo(view.end()) <= 0 ? target : view.end();
        if (slot.position().map(now -> to.compareTo(now) > 0).orElse(false)) {
            changes.add(
                    new SlotChange.Advance(
                            slot.name(), need.kind().database(), to, "its user has come there"));
        }
    }

    /** Whether what is not needed like that can go. */
    private boolean dropped(Slot slot, Optional<Need> need) {
        boolean managed = slot.logical().map(Slot.Logical::failover).orElse(false);
        if (managed && need.isEmpty() && view.leads()) {
            return false;
        }
        String why =
                need.map(one ->
                                "it is "
                                        + slot.type()
                                        + " and not what is needed: "
                                        + one.why().get())
                        .orElse("no member and no setting needs it");
        if (slot.active()) {
            notes.add("slot " + slot.name() + " is in use, or it would be dropped: " + why);
        } else if (Maintenance.isOn(view.state())) {
            notes.add("slot " + slot.name() + " is left in maintenance: " + why);
        } else {
            changes.add(new SlotChange.Drop(slot.name(), why));
            return true;
        }
        return false;
    }

    private void make(String name, Need need) {
        if (!need.isLogical()) {
            changes.add(new SlotChange.MakePhysical(name, need.why().get()));
        } else if (view.leads()) {
            changes.add(
                    new SlotChange.MakeLogical(
                            name, need.kind().database(), need.kind().plugin(), need.why().get()));
        } else if (need.target().isEmpty()) {
            notes.add("slot " + name + " cannot be copied: the leader does not have it yet");
        } else if (Maintenance.isOn(view.state())) {
            notes.add("slot " + name + " is not copied in maintenance: it costs a restart");
        } else {
            copies.add(name);
        }
    }
}
