package io.matriarch.judge.slots;

import io.matriarch.state.Member;
import io.matriarch.state.SlotPolicy.Permanent;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All slots that are to be here: those of members, and those that the settings make permanent.
 *
 * @param needs by the slot's name
 * @param notes names that are wanted twice
 */
record SlotNeeds(SortedMap<String, Need> needs, List<String> notes) {
    static SlotNeeds of(SlotView view) {
        MemberNeeds members = new MemberNeeds(view);
        SortedMap<String, Need> needs = new TreeMap<>(members.needs());
        List<String> notes = new ArrayList<>(members.clashes());
        view.policy()
                .permanent()
                .forEach((name, kind) -> {
                    if (!isForUs(view, name, kind)) {
                        return;
                    }
                    if (needs.containsKey(name) && kind.logical()) {
                        notes.add(
                                "permanent slot " + name + " is logical: a member needs the name");
                        return;
                    }
                    Optional<Lsn> target =
                            view.leads()
                                    ? Optional.empty()
                                    : Optional.ofNullable(view.published().positions().get(name));
                    needs.putIfAbsent(
                            name,
                            new Need(kind, target, false, () -> "the settings make it permanent"));
                });
        return new SlotNeeds(needs, notes);
    }

    private static boolean isForUs(SlotView view, String name, Permanent kind) {
        boolean standbyCluster = view.state().settings().topology().standbyCluster().isPresent();
        boolean inThisCluster =
                switch (kind.where()) {
                    case EVERYWHERE -> true;
                    case PRIMARY_CLUSTER -> !standbyCluster;
                    case STANDBY_CLUSTER -> standbyCluster;
                };
        boolean onThisMember = view.leads() || view.mayLead() && view.found().canAdvance();
        boolean decodes = !standbyCluster && (view.leads() || streams(view));
        return !name.equals(view.own())
                && inThisCluster
                && onThisMember
                && (!kind.logical() || decodes);
    }

    /** Whether we and all between us and the leader get the log by streaming. */
    private static boolean streams(SlotView view) {
        if (view.state().local().tags().nostream()) {
            return false;
        }
        List<MemberName> path = new ArrayList<>();
        Optional<MemberName> next = view.cascade().upstreamOf(view.state().me());
        while (next.isPresent() && !path.contains(next.get())) {
            Member member = view.view().members().get(next.get());
            if (member != null && member.record().tags().nostream()) {
                return false;
            }
            path.add(next.get());
            next = view.cascade().upstreamOf(next.get());
        }
        return true;
    }
}
