package io.matriarch.simulator.world;

import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lock;
import io.matriarch.state.SyncState;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.SystemId;
import java.time.Instant;
import java.util.Optional;

/** What whoever reads the nodes makes of them. */
final class NodeViews {
    private NodeViews() {}

    /** The content of {@code failover}. */
    record Asked(
            Optional<MemberName> leader,
            Optional<MemberName> candidate,
            Optional<Instant> at,
            long writtenBy) {}

    static Lock lock(Optional<Node<MemberName>> lock) {
        return lock.<Lock>map(node ->
                        new Lock.Held(
                                node.content(),
                                node.owner().orElseThrow(),
                                new LockEpoch(node.czxid())))
                .orElseGet(Lock.Free::new);
    }

    static SyncState sync(Optional<Node<SyncState>> sync) {
        return sync.map(node ->
                        new SyncState(
                                node.content().leader(),
                                node.content().standbys(),
                                node.content().quorum(),
                                node.version()))
                .orElse(SyncState.ABSENT);
    }

    static Initialize initialize(Optional<Node<Optional<SystemId>>> key) {
        return key.<Initialize>map(node ->
                        node.content()
                                .<Initialize>map(Initialize.Made::new)
                                .orElseGet(() -> new Initialize.Claimed(node.revision())))
                .orElseGet(Initialize.Absent::new);
    }

    static FailoverRequest failover(Optional<Node<Optional<Asked>>> key) {
        return key.flatMap(NodeViews::asked).orElseGet(FailoverRequest.None::new);
    }

    private static Optional<FailoverRequest> asked(Node<Optional<Asked>> node) {
        return node.content()
                .map(one ->
                        new FailoverRequest.Asked(
                                one.leader(),
                                one.candidate(),
                                one.at(),
                                node.revision(),
                                one.writtenBy()));
    }
}
