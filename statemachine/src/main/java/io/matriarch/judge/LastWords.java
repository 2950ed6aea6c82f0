package io.matriarch.judge;

import io.matriarch.state.ControlData;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Release;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import java.util.Optional;

/** Where the log of a primary that was shut down cleanly ends. */
public final class LastWords {
    private LastWords() {}

    /** The position of the shutdown checkpoint; absent after a crash and while it runs. */
    public static Optional<Lsn> of(NodeState state) {
        Optional<ControlData> left =
                switch (state.postgres()) {
                    case Postgres.Stopped(ControlData control) -> Optional.of(control);
                    case Postgres.Ending(ControlData control) -> Optional.of(control);
                    case Postgres _ -> Optional.empty();
                };
        return left.filter(one -> one.phase() == ControlData.Phase.PRIMARY_STOPPED)
                .map(ControlData::checkpoint);
    }

    /** What is to be said of a tenure of ours that is given back now. */
    public static Release release(NodeState state, LockEpoch epoch) {
        return new Release(epoch, of(state));
    }
}
