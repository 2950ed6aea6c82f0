package io.matriarch.judge.slots;

import io.matriarch.state.SlotPolicy.Permanent;
import io.matriarch.value.Lsn;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One slot that is to be here.
 *
 * @param kind what it is to be
 * @param target how far its user has come, where it is used elsewhere; absent where its user moves
 *     it, or is away
 * @param fed whether its user is to stream from here
 * @param why who needs it, for the operator: text that is made when it is told
 */
record Need(Permanent kind, Optional<Lsn> target, boolean fed, Supplier<String> why) {
    /** Of a member that is not fed from here. */
    static Need elsewhere(Optional<Lsn> target, Supplier<String> why) {
        return new Need(Permanent.PHYSICAL, target, false, why);
    }

    boolean isLogical() {
        return kind.logical();
    }
}
