package io.matriarch.simulator.invariant;

import io.matriarch.action.PeerAction;
import io.matriarch.machine.Step;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.Lock;
import io.matriarch.value.MemberName;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * I1q: a vote is a withdrawal. Whoever says that it has withdrawn receives no log at that moment,
 * tells all that it has, and receives none before somebody holds the lock: else it could confirm a
 * commit of the former primary that the member which counts its vote lacks.
 */
public final class VotesWithdraw implements Invariant {
    private final Set<MemberName> bound = new TreeSet<>();

    @Override
    public String id() {
        return "I1q";
    }

    @Override
    public String title() {
        return "votes-withdraw";
    }

    @Override
    public Optional<String> stepped(Truth truth, MemberName member, Step step) {
        return step.actions().stream()
                .filter(PeerAction.AnswerVote.class::isInstance)
                .map(PeerAction.AnswerVote.class::cast)
                .filter(PeerAction.AnswerVote::withdrew)
                .flatMap(vote -> given(truth, member, vote).stream())
                .findFirst();
    }

    private Optional<String> given(Truth truth, MemberName voter, PeerAction.AnswerVote vote) {
        bound.add(voter);
        if (vote.position().compareTo(truth.position(voter)) < 0) {
            return Optional.of(
                    voter
                            + " votes with "
                            + vote.position()
                            + " and has log up to "
                            + truth.position(voter));
        }
        return truth.streamsFrom(voter)
                .map(source -> voter + " votes and still receives from " + source);
    }

    @Override
    public Optional<String> after(Truth truth) {
        if (truth.lock() instanceof Lock.Held) {
            bound.clear();
        }
        return bound.stream()
                .filter(voter -> truth.streamsFrom(voter).isPresent())
                .findFirst()
                .map(voter ->
                        voter
                                + " has voted and receives from "
                                + truth.streamsFrom(voter).orElseThrow()
                                + " before anybody leads");
    }
}
