package io.matriarch.judge.slots;

import io.matriarch.judge.Cascade;
import io.matriarch.state.Member;
import io.matriarch.state.SlotPolicy.Permanent;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.SlotName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The slots of members: of those that stream from us or may, and of those that are gone. */
final class MemberNeeds {
    private final SlotView view;
    private final Cascade cascade;
    private final SortedMap<String, Need> needs = new TreeMap<>();
    private final List<String> clashes = new ArrayList<>();
    private final List<String> streamless = new ArrayList<>();

    MemberNeeds(SlotView view) {
        this.view = view;
        this.cascade = view.cascade();
        view.view().members().values().forEach(this::add);
        if (view.isEverywhere() && view.mayLead()) {
            view.state().slots().seen().forEach(this::addGone);
            if (!view.leads()) {
                view.published().retained().forEach(this::addRetained);
            }
        }
    }

    SortedMap<String, Need> needs() {
        return needs;
    }

    /** Members that share the name of a slot. */
    List<String> clashes() {
        return clashes;
    }

    private void add(Member member) {
        MemberName name = member.name();
        String slot = SlotName.of(name);
        if (member.record().tags().nostream()) {
            streamless.add(slot);
        }
        if (name.equals(view.state().me()) || member.record().tags().nostream()) {
            return;
        }
        if (slot.equals(view.own()) || needs.containsKey(slot)) {
            clashes.add("member " + name + " shares slot " + slot + " with another member");
        }
        Optional<MemberName> upstream = cascade.upstreamOf(name);
        boolean feeds = upstream.map(view.state().me()::equals).orElse(view.leads());
        boolean here = view.isEverywhere() && view.mayLead();
        if (feeds || here) {
            needs.merge(slot, need(member, slot, feeds), MemberNeeds::both);
        }
    }

    private Need need(Member member, String slot, boolean feeds) {
        return feeds
                ? new Need(
                        Permanent.PHYSICAL,
                        Optional.empty(),
                        true,
                        () -> "member " + member.name() + " streams from here")
                : Need.elsewhere(
                        target(member, slot),
                        () -> "member " + member.name() + " may stream from here");
    }

    /** How far it has come elsewhere: by what the leader publishes, else by its own record. */
    private Optional<Lsn> target(Member member, String slot) {
        Optional<Lsn> published =
                view.leads()
                        ? Optional.empty()
                        : Optional.ofNullable(view.published().positions().get(slot));
        return published.or(() -> member.record().position());
    }

    private void addGone(String slot, Moment seenAt) {
        Moment until = seenAt.plus(view.policy().memberTtl());
        if (view.state().now().isBefore(until)) {
            addAway(
                    slot,
                    () ->
                            "its member is gone and may come back; member_slots_ttl ends in "
                                    + until.since(view.state().now()).toSeconds()
                                    + " s");
        }
    }

    private void addRetained(String slot) {
        addAway(slot, () -> "its member is gone and the leader says that it is kept");
    }

    private void addAway(String slot, Supplier<String> why) {
        if (!slot.equals(view.own()) && !streamless.contains(slot)) {
            Optional<Lsn> target =
                    view.leads()
                            ? Optional.empty()
                            : Optional.ofNullable(view.published().positions().get(slot));
            needs.putIfAbsent(slot, Need.elsewhere(target, why));
        }
    }

    /** Where two members share a slot, whoever has less of the log counts. */
    private static Need both(Need one, Need other) {
        Optional<Lsn> least =
                one.target().isEmpty() || other.target().isEmpty()
                        ? Optional.empty()
                        : one.target().get().compareTo(other.target().get()) <= 0
                                ? one.target()
                                : other.target();
        boolean fed = one.fed() || other.fed();
        return new Need(
                Permanent.PHYSICAL, least, fed, () -> one.why().get() + "; " + other.why().get());
    }
}
