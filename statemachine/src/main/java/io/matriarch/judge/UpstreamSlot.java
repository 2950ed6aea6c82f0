package io.matriarch.judge;

import io.matriarch.state.NodeState;
import io.matriarch.state.Slots;
import io.matriarch.value.SlotName;
import java.util.Optional;

/** The slot through which this member streams, wherever it streams from (contract 4.7). */
final class UpstreamSlot {
    private UpstreamSlot() {}

    /** Our own slot there; absent where the settings say that slots are not used. */
    static Optional<String> of(NodeState state) {
        return state.settings().topology().slots().used()
                ? Optional.of(SlotName.of(state.me()))
                : Optional.empty();
    }

    /** Whether a standby streams through that one, as far as it can be told. */
    static boolean isUsed(NodeState state, Optional<String> wanted) {
        return state.slots()
                .found()
                .flatMap(Slots.Found::uses)
                .map(wanted.orElse("")::equals)
                .orElse(true);
    }
}
