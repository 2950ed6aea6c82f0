package io.matriarch.runtime.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.DynamicSettings;
import io.matriarch.state.StandbyCluster;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The health checks of a standby cluster (contract 3.2). */
final class StandbyClusterHealthTest extends RestBench {
    @Test
    void itsLeaderIsALeaderAndNoPrimary() throws Exception {
        follows();
        agent.set(state -> state.with(FakeAgent.lease(120_000)));
        inStandbyCluster();

        for (String path :
                List.of("/standby-leader", "/standby_leader", "/leader", "/read-only", "/health")) {
            assertEquals(200, code(path), path);
        }
        for (String path : List.of("/", "/primary", "/master", "/read-write", "/replica")) {
            assertEquals(503, code(path), path);
        }
    }

    @Test
    void itsOtherMembersAreReplicas() throws Exception {
        follows();
        inStandbyCluster();

        assertEquals(200, code("/replica"));
        assertEquals(503, code("/standby-leader"));
        assertEquals(503, code("/leader"));
    }

    private void inStandbyCluster() {
        agent.set(state -> {
            DynamicSettings settings = state.settings();
            StandbyCluster server = new StandbyCluster("far", "5432", "");
            return state.with(settings.with(settings.topology().with(Optional.of(server))));
        });
    }
}
