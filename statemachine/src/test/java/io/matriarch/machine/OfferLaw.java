package io.matriarch.machine;

import io.matriarch.action.DcsAction;
import io.matriarch.action.PostgresAction;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;

/** What must hold while the lock is offered to another member (lease.md L9). */
final class OfferLaw {
    private OfferLaw() {}

    /** While an offer may stand PostgreSQL stays down. */
    static void begun(PostgresAction.Begin begin, NodeState next) {
        Laws.check(
                !begin.operation().makesWritable() || !mayStand(next),
                "begins " + begin + " while its lock is offered");
    }

    static void requested(DcsAction request, NodeState next) {
        switch (request) {
            case DcsAction.ReleaseLock release ->
                    Laws.check(!mayStand(next), "gives away what it has offered: " + release);
            case DcsAction.WriteMember(var _, var record) ->
                    Laws.check(
                            record.offer().isEmpty()
                                    || next.lease() instanceof Lease.Held held
                                            && record.offer().get().epoch().equals(held.epoch())
                                            && mayStand(next)
                                            && !(next.postgres() instanceof Postgres.Standby),
                            "offers what it may not: " + record);
            case DcsAction _ -> {}
        }
    }

    private static boolean mayStand(NodeState state) {
        return state.lease() instanceof Lease.Held held
                && state.published().offering().openIn(held.epoch()).isPresent();
    }
}
