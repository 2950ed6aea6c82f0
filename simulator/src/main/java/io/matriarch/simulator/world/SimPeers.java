package io.matriarch.simulator.world;

import io.matriarch.action.PeerAction;
import io.matriarch.driver.PeerPort;
import io.matriarch.event.PeerEvent;
import io.matriarch.state.Peers;
import io.matriarch.state.Tags;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.TreeMap;

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
        }
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
            Peers.Answer answer =
                    asked.agent() == AgentStatus.DEAD
                            ? new Peers.Silent("connection refused")
                            : tell(asked);
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
