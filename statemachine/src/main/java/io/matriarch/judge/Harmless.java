package io.matriarch.judge;

import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Work;

/** Whether PostgreSQL accepts no writes and is not being made to. */
public final class Harmless {
    private Harmless() {}

    /**
     * Whether our right to write is about to end, or has ended, and there is nothing that the guard
     * would have to end: its deadline is taken back before it comes, for it would kill a standby
     * that is started at that moment.
     */
    public static boolean isWhenLeaseEnds(NodeState state) {
        boolean ends =
                state.lease() instanceof Lease.None
                        || state.lease() instanceof Lease.Held
                                && !HolderSituation.isLeaseGood(state);
        return ends && state.failsafe().promise().isEmpty() && is(state);
    }

    /** By the last look, and by what was begun since. */
    public static boolean is(NodeState state) {
        if (state.work() instanceof Work.Busy busy && busy.operation().makesWritable()) {
            return false;
        }
        return switch (state.postgres()) {
            case Postgres.Stopped _, Postgres.Ending _, Postgres.NoData _ -> true;
            case Postgres.Starting(boolean asStandby) -> asStandby;
            // A promotion that was given up may still come true.
            case Postgres.Standby _ -> state.setbacks().promotions() == 0;
            case Postgres.Primary _,
                    Postgres.Unknown _,
                    Postgres.Hanging _,
                    Postgres.Unreadable _ ->
                    false;
        };
    }
}
