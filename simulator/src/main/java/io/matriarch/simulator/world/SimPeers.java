package io.matriarch.simulator.world;

import io.matriarch.action.PeerAction;
import io.matriarch.driver.PeerPort;
import io.matriarch.event.PeerEvent;
import io.matriarch.judge.OwnDoubt;
import io.matriarch.judge.WatchdogDuty;
import io.matriarch.state.FailsafeReply;
import io.matriarch.state.Lock;
import io.matriarch.state.Peers;
import io.matriarch.state.Tags;
import io.matriarch.value.MemberName;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * REST between members: {@code GET /patroni}, answered from the true state of the asked member's
 * PostgreSQL when its agent lives and is reachable, and {@code POST /failsafe}, answered by its
 * machine.
 */
final class SimPeers implements PeerPort {
    private final World world;
    private final SimMember host;
    private final AgentProcess agent;
    private final Dice dice;
    private final Map<Long, Consumer<FailsafeReply>> questions = new TreeMap<>();
    private final Map<Long, Consumer<PeerAction.AnswerVote>> ballots = new TreeMap<>();
    private long asked;
    private long lastBallot;

    SimPeers(World world, SimMember host, AgentProcess agent) {
        this.world = world;
        this.host = host;
        this.agent = agent;
        this.dice = world.seed().dice("peers/" + host.name() + "/" + agent.number());
    }

    @Override
    public void ask(PeerAction question) {
        switch (question) {
            case PeerAction.AskPeers round ->
                    new PeerRound<Peers.Answer>(
                                    world,
                                    host.name(),
                                    dice,
                                    round.apiUrls().keySet(),
                                    Peers.Silent::new,
                                    answers ->
                                            agent.deliver(at ->
                                                    new PeerEvent.PeersAnswered(
                                                            at, round.round(), answers)))
                            .begin(
                                    (member, answer) -> told(round, member, answer),
                                    member -> ofServer(round, member));
            case PeerAction.AskFailsafe round ->
                    new PeerRound<String>(
                                    world,
                                    host.name(),
                                    dice,
                                    round.apiUrls().keySet(),
                                    why -> why,
                                    answers -> promised(round, answers))
                            .begin(
                                    (member, answer) ->
                                            member.process()
                                                    .ifPresent(one ->
                                                            one.peers().asked(round, answer)),
                                    _ -> Optional.empty());
            case PeerAction.AnswerFailsafe answer ->
                    Optional.ofNullable(questions.remove(answer.question()))
                            .ifPresent(asker -> asker.accept(answer.reply()));
            case PeerAction.AnswerVote answer ->
                    Optional.ofNullable(ballots.remove(answer.ballot()))
                            .ifPresent(asker -> asker.accept(answer));
        }
    }

    private void told(PeerAction.AskPeers round, SimMember member, Consumer<Peers.Answer> answer) {
        Optional<SimPeers> voter = member.process().map(Agent::peers).filter(_ -> round.forVotes());
        if (voter.isPresent()) {
            voter.get().vote(host.name(), vote -> answer.accept(tell(member, vote)));
        } else {
            answer.accept(tell(member));
        }
    }

    /** What a member's PostgreSQL says itself, when it is asked and accepts writes. */
    private Optional<Peers.Answer> ofServer(PeerAction.AskPeers round, SimMember member) {
        SimPostgres postgres = member.postgres();
        return round.servers().containsKey(member.name())
                        && postgres.acceptsWrites()
                        && !postgres.isFrozen()
                ? Optional.of(new Peers.Unattended("connection refused"))
                : Optional.empty();
    }

    /** Asks this member's agent for its vote; its answer comes when it has one. */
    private void vote(MemberName candidate, Consumer<PeerAction.AnswerVote> asker) {
        long ballot = ++lastBallot;
        ballots.put(ballot, asker);
        agent.deliver(at -> new PeerEvent.VoteAsked(at, ballot, candidate));
    }

    private void promised(PeerAction.AskFailsafe round, SortedMap<MemberName, String> answers) {
        SortedMap<MemberName, String> refused = new TreeMap<>(answers);
        refused.values().removeIf(String::isEmpty);
        agent.deliver(at -> new PeerEvent.FailsafeAnswered(at, round.round(), refused));
    }

    /** Somebody asks for our promise; an empty answer is the promise. */
    private void asked(PeerAction.AskFailsafe round, Consumer<String> answer) {
        long number = ++asked;
        questions.put(number, reply -> answer.accept(words(reply)));
        agent.deliver(at ->
                new PeerEvent.FailsafeAsked(
                        at, number, round.from(), round.connUrl(), round.apiUrl(), round.lasts()));
    }

    private static String words(FailsafeReply reply) {
        return switch (reply) {
            case FailsafeReply.Accepted _ -> "";
            case FailsafeReply.Refused(FailsafeReply.Why why) -> why.words();
        };
    }

    private static Peers.Answer tell(SimMember asked, PeerAction.AnswerVote answer) {
        Peers.Vote vote = answer.withdrew() ? Peers.Vote.WITHDREW : Peers.Vote.REFUSED;
        return tell(asked) instanceof Peers.Told told ? told.withVote(vote) : tell(asked);
    }

    /**
     * Without a PostgreSQL that takes connections the answer has no log position (contract 2.8a).
     */
    private static Peers.Answer tell(SimMember asked) {
        SimPostgres postgres = asked.postgres();
        if (!postgres.acceptsWrites() && !postgres.isStandby() || postgres.isFrozen()) {
            return new Peers.Silent("its PostgreSQL does not answer");
        }
        Tags tags = asked.tags();
        Peers.Told told =
                new Peers.Told(
                        postgres.acceptsWrites(),
                        postgres.timeline(),
                        postgres.position(),
                        tags.mayLead()
                                && asked.belief().filter(WatchdogDuty::isUnable).isEmpty()
                                && asked.belief().flatMap(OwnDoubt::of).isEmpty(),
                        tags.failoverPriority());
        return seesLeader(asked) ? told.seeingLeader() : told;
    }

    private static boolean seesLeader(SimMember asked) {
        return asked.belief()
                .flatMap(state -> state.cluster().latest())
                .filter(view -> view.lock() instanceof Lock.Held)
                .isPresent();
    }
}
