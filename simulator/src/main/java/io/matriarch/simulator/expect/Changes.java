package io.matriarch.simulator.expect;

import io.matriarch.action.Action;
import io.matriarch.action.AgentAction;
import io.matriarch.action.DcsAction;
import io.matriarch.action.FenceAction;
import io.matriarch.action.PeerAction;
import io.matriarch.action.PostgresAction;
import io.matriarch.action.WatchdogAction;
import io.matriarch.state.SlotChange;

/** Which actions change something: not looking, asking, renewing, publishing or moving slots on. */
public final class Changes {
    private Changes() {}

    public static boolean isChange(Action action) {
        return switch (action) {
            case DcsAction.ReadCluster _,
                    DcsAction.TouchSession _,
                    DcsAction.WriteMember _,
                    DcsAction.WriteStatus _,
                    PostgresAction.Probe _,
                    PeerAction _,
                    FenceAction.ArmFence _,
                    FenceAction.LimitFence _,
                    WatchdogAction.LookAtWatchdog _,
                    WatchdogAction.FeedWatchdog _,
                    AgentAction.RunCallback _ ->
                    false;
            case PostgresAction.KeepSlots slots ->
                    !slots.changes().stream().allMatch(SlotChange.Advance.class::isInstance);
            case DcsAction _, PostgresAction _, FenceAction _, WatchdogAction _, AgentAction _ ->
                    true;
        };
    }
}
