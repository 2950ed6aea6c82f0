package io.matriarch.simulator.world;

import io.matriarch.action.PeerAction;
import io.matriarch.driver.PeerPort;
import io.matriarch.event.PeerEvent;
import io.matriarch.state.Peers;
import io.matriarch.state.Tags;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * {@code GET /patroni} of the other members, answered from the true state of their PostgreSQL when
 * their agent lives and is reachable.
 */
final class SimPeers implements PeerPort {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final World world;
    private final SimMember host;
    private final AgentProcess agent;
    private final Dice dice;
    private final Map<Long, Consumer<PeerAction.AnswerVote>> ballots = new TreeMap<>();
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
            case PeerAction.AskPeers round -> new Round(round).begin();
            case PeerAction.AnswerVote answer ->
                    Optional.ofNullable(ballots.remove(answer.ballot()))
                            .ifPresent(asker -> asker.accept(answer));
        }
    }

    /** Asks this member's agent for its vote; its answer comes when it has one. */
    private void vote(MemberName candidate, Consumer<PeerAction.AnswerVote> asker) {
        long ballot = ++lastBallot;
        ballots.put(ballot, asker);
        agent.deliver(at -> new PeerEvent.VoteAsked(at, ballot, candidate));
    }

    /** One round of questions: it ends when all have answered, or after two seconds. */
    private final class Round {
        private final PeerAction.AskPeers question;
        private final TreeMap<MemberName, Peers.Answer> answers = new TreeMap<>();
        private boolean over;

        Round(PeerAction.AskPeers question) {
            this.question = question;
        }

        void begin() {
            for (MemberName name : question.apiUrls().keySet()) {
                Duration there = dice.within(world.spec().timings().peerRequest()).dividedBy(2);
                Duration back = dice.within(world.spec().timings().peerRequest()).dividedBy(2);
                world.agenda().after(there, () -> reach(name, back));
            }
            world.agenda()
                    .after(question.apiUrls().isEmpty() ? Duration.ZERO : PATIENCE, this::end);
        }

        private void reach(MemberName name, Duration back) {
            if (!world.has(name) || !world.network().passes(host.name(), name)) {
                return;
            }
            SimMember asked = world.member(name);
            if (asked.agent() == AgentStatus.FROZEN) {
                return;
            }
            Optional<SimPeers> voter = asked.process().map(Agent::peers);
            if (voter.isEmpty()) {
                send(name, back, new Peers.Silent("connection refused"));
            } else if (question.forVotes()) {
                voter.get().vote(host.name(), answer -> send(name, back, tell(asked, answer)));
            } else {
                send(name, back, tell(asked));
            }
        }

        private void send(MemberName name, Duration back, Peers.Answer answer) {
            world.agenda()
                    .after(
                            back,
                            () -> {
                                if (world.network().passes(name, host.name())) {
                                    note(name, answer);
                                }
                            });
        }

        private void note(MemberName name, Peers.Answer answer) {
            answers.put(name, answer);
            if (answers.size() == question.apiUrls().size()) {
                end();
            }
        }

        private void end() {
            if (over) {
                return;
            }
            over = true;
            for (MemberName name : question.apiUrls().keySet()) {
                answers.putIfAbsent(name, new Peers.Silent("no answer in time"));
            }
            agent.deliver(at -> new PeerEvent.PeersAnswered(at, question.round(), answers));
        }
    }

    /** With what it says of its vote; the position is the one after its withdrawal. */
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
        return new Peers.Told(
                postgres.acceptsWrites(),
                postgres.timeline(),
                postgres.position(),
                tags.mayLead(),
                tags.failoverPriority());
    }
}
