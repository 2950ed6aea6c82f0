package io.matriarch.judge;

import io.matriarch.state.Feed;
import io.matriarch.state.NodeState;
import io.matriarch.state.SlotPolicy;
import io.matriarch.state.SlotPolicy.Permanent;
import io.matriarch.state.Slots;
import io.matriarch.state.Topology;
import io.matriarch.state.Upstream;
import io.matriarch.value.SlotName;
import java.util.Optional;

/** How this member streams, wherever it streams from (contract 2.17, 4.7). */
final class UpstreamSlot {
    private UpstreamSlot() {}

    /** From there, through our own slot unless the settings say that slots are not used. */
    static Feed feed(NodeState state, Upstream upstream) {
        boolean used = state.settings().topology().slots().used();
        Optional<String> slot = used ? Optional.of(SlotName.of(state.me())) : Optional.empty();
        return new Feed.From(upstream, slot, used && needsFeedback(state));
    }

    /** Whether a standby streams like that, as far as it can be told. */
    static boolean isUsed(NodeState state, Feed.From wanted) {
        Optional<Slots.Found> found = state.slots().found();
        boolean through =
                found.flatMap(Slots.Found::uses).map(wanted.slot().orElse("")::equals).orElse(true);
        boolean tells = !wanted.feedback() || found.map(Slots.Found::feedback).orElse(true);
        return through && tells;
    }

    /**
     * A logical slot here, or on whoever streams from here, needs rows of the catalog that the
     * leader would otherwise remove.
     */
    private static boolean needsFeedback(NodeState state) {
        Topology topology = state.settings().topology();
        SlotPolicy slots = topology.slots();
        boolean decodes =
                topology.standbyCluster().isEmpty()
                        && slots.permanent().values().stream().anyMatch(Permanent::logical);
        return decodes && (state.local().tags().mayLead() || feedsSomebody(state));
    }

    private static boolean feedsSomebody(NodeState state) {
        Cascade cascade = Cascade.of(state);
        return state.cluster().latest().stream()
                .flatMap(view -> view.members().keySet().stream())
                .anyMatch(name -> cascade.upstreamOf(name).equals(Optional.of(state.me())));
    }
}
