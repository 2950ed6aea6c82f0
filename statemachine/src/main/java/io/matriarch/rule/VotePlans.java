package io.matriarch.rule;

import io.matriarch.action.PeerAction;
import io.matriarch.action.Permit;
import io.matriarch.judge.Voting;
import io.matriarch.state.Ballots;
import io.matriarch.state.Feed;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.value.Lsn;
import java.util.function.LongFunction;

/** What is done about a vote that another member asks for. */
final class VotePlans {
    private VotePlans() {}

    static Plan withdraw(NodeState state) {
        return Plan.of(state)
                .begin(new Operation.Follow(new Feed.Nobody()), new Permit.NoneNeeded());
    }

    static boolean isAnswerDue(NodeState state) {
        return switch (Voting.of(state)) {
            case Voting.Withdrawn _, Voting.Refused _ -> true;
            case Voting.Unasked _, Voting.Undecided _, Voting.WithdrawFirst _ -> false;
        };
    }

    static Plan answer(NodeState state) {
        return switch (Voting.of(state)) {
            case Voting.Withdrawn(Lsn position) ->
                    answer(
                            state,
                            ballot ->
                                    new PeerAction.AnswerVote(
                                            ballot, true, position, "its WAL receiver is stopped"));
            case Voting.Refused(String why) ->
                    answer(state, ballot -> new PeerAction.AnswerVote(ballot, why));
            case Voting.Unasked _, Voting.Undecided _, Voting.WithdrawFirst _ -> Plan.of(state);
        };
    }

    private static Plan answer(NodeState state, LongFunction<PeerAction.AnswerVote> answer) {
        Plan plan = Plan.of(state.with(Ballots.NONE));
        for (Ballots.Open question : state.ballots().open()) {
            plan = plan.and(answer.apply(question.ballot()));
        }
        return plan;
    }
}
