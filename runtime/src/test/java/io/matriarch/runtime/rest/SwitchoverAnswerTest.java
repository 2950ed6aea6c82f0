package io.matriarch.runtime.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.runtime.SampleCluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Lock;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.SessionId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SwitchoverAnswerTest {
    private final FakeAgent agent = new FakeAgent();
    private final FailoverWatch watch = new FailoverWatch(agent);

    private void now(MemberName leader) {
        ClusterView view = SampleCluster.view();
        ClusterView next =
                new ClusterView(
                        view.initialize(),
                        view.config(),
                        new Lock.Held(leader, new SessionId(2), new LockEpoch(9)),
                        view.members(),
                        view.failover(),
                        view.sync(),
                        view.position(),
                        view.history());
        agent.set(state -> state.with(FakeAgent.seen(next)));
    }

    @Test
    void tellsWhoLeadsNow() {
        now(SampleCluster.N2);
        assertEquals(
                Reply.text(200, "Successfully switched over to \"n2\""),
                watch.outcome(Optional.of(SampleCluster.N1), Optional.of(SampleCluster.N2)));
    }

    @Test
    void tellsThatAnotherLeadsThanWasAskedFor() {
        now(new MemberName("n3"));
        assertEquals(
                Reply.text(200, "Switched over to \"n3\" instead of \"n2\""),
                watch.outcome(Optional.of(SampleCluster.N1), Optional.of(SampleCluster.N2)));
    }
}
