package io.matriarch.machine;

import static io.matriarch.machine.Laws.check;

import io.matriarch.action.PeerAction;
import io.matriarch.state.FailsafeReply;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import java.util.OptionalLong;

/** What must hold of every answer to another member. */
final class PeerLaws {
    private long highestBallot;

    /** The number that the action carries, after checking it; absent when it answers. */
    OptionalLong action(PeerAction action, NodeState next) {
        return switch (action) {
            case PeerAction.AskPeers asked -> OptionalLong.of(asked.round().number());
            case PeerAction.AskFailsafe asked -> OptionalLong.of(asked.round().number());
            case PeerAction.AnswerFailsafe answer -> {
                promised(answer, next);
                yield OptionalLong.empty();
            }
            case PeerAction.AnswerVote answer -> {
                voted(answer, next);
                yield OptionalLong.empty();
            }
        };
    }

    /** Each vote is answered once, and none is given with a WAL receiver that may confirm more. */
    private void voted(PeerAction.AnswerVote answer, NodeState next) {
        check(answer.ballot() > highestBallot, "answered twice: " + answer);
        highestBallot = answer.ballot();
        check(
                !answer.withdrew()
                        || next.postgres() instanceof Postgres.Standby standby
                                && standby.upstream().isEmpty()
                                && !standby.streaming(),
                "votes with " + next.postgres());
    }

    /** Whoever promises neither leads, nor may lead by something that is under way. */
    private static void promised(PeerAction.AnswerFailsafe answer, NodeState next) {
        boolean harmless =
                next.lease() instanceof Lease.None
                        && !(next.postgres() instanceof Postgres.Primary)
                        && next.failsafe().promise().isEmpty();
        check(
                harmless || answer.reply() instanceof FailsafeReply.Refused,
                "promises with a lease of " + next.lease() + " and " + next.postgres());
    }
}
