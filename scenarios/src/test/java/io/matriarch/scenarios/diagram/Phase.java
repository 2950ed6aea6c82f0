package io.matriarch.scenarios.diagram;

import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Requests;
import io.matriarch.state.Work;
import java.util.Locale;
import java.util.Optional;

/** Where a member stands, as coarsely as a picture can show it. */
enum Phase {
    NO_DATA,
    MAKING_THE_CLUSTER,
    COPYING,
    REWINDING,
    RECOVERING,
    DOWN,
    DOWN_WITH_THE_LOCK,
    STARTING_AS_STANDBY,
    STARTING_AS_PRIMARY,
    STANDBY,
    TAKING_THE_LOCK,
    STANDBY_WITH_THE_LOCK,
    PROMOTING,
    PRIMARY,
    PRIMARY_BY_PROMISE,
    PRIMARY_WITHOUT_THE_LOCK,
    STOPPING,
    GONE;

    /** As the picture says it. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Absent while it cannot be told: the member is then still where it was. */
    static Optional<Phase> of(NodeState state) {
        if (state.presence() == Presence.ABSENT) {
            return Optional.empty();
        }
        if (state.presence() == Presence.GONE) {
            return Optional.of(GONE);
        }
        return switch (state.work()) {
            case Work.Busy busy -> during(busy.operation());
            case Work.Idle _ -> idle(state);
        };
    }

    private static Optional<Phase> during(Operation operation) {
        return switch (operation) {
            case Operation.Initdb _ -> Optional.of(MAKING_THE_CLUSTER);
            case Operation.Basebackup _ -> Optional.of(COPYING);
            case Operation.Rewind _ -> Optional.of(REWINDING);
            case Operation.RecoverAlone _ -> Optional.of(RECOVERING);
            case Operation.StartPrimary _ -> Optional.of(STARTING_AS_PRIMARY);
            case Operation.StartStandby _ -> Optional.of(STARTING_AS_STANDBY);
            case Operation.Promote _, Operation.PrePromote _ -> Optional.of(PROMOTING);
            case Operation.Stop _ -> Optional.of(STOPPING);
            case Operation.Follow _ -> Optional.empty();
        };
    }

    private static Optional<Phase> idle(NodeState state) {
        boolean holds = state.lease() instanceof Lease.Held;
        boolean promised = state.failsafe().isPromised(state.now());
        boolean asks = !holds && state.requests().isPending(Requests.Kind.LOCK);
        return switch (state.postgres()) {
            case Postgres.NoData _ -> Optional.of(asks ? TAKING_THE_LOCK : NO_DATA);
            case Postgres.Stopped _, Postgres.Unreadable _ ->
                    Optional.of(holds ? DOWN_WITH_THE_LOCK : asks ? TAKING_THE_LOCK : DOWN);
            case Postgres.Starting(boolean asStandby) ->
                    Optional.of(asStandby ? STARTING_AS_STANDBY : STARTING_AS_PRIMARY);
            case Postgres.Standby _ ->
                    Optional.of(holds ? STANDBY_WITH_THE_LOCK : asks ? TAKING_THE_LOCK : STANDBY);
            case Postgres.Primary _ ->
                    Optional.of(
                            holds
                                    ? PRIMARY
                                    : promised ? PRIMARY_BY_PROMISE : PRIMARY_WITHOUT_THE_LOCK);
            case Postgres.Ending _ -> Optional.of(STOPPING);
            case Postgres.Unknown _, Postgres.Hanging _ -> Optional.empty();
        };
    }
}
