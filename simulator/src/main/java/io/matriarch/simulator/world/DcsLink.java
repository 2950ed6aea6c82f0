package io.matriarch.simulator.world;

import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;

/**
 * One TCP connection of an agent to ZooKeeper. What is sent arrives in order; once something was
 * lost nothing more arrives, until the client notices and makes a new connection.
 */
final class DcsLink {
    private final World world;
    private final SimDcsClient client;
    private final Dice dice;
    private final MemberName host;
    private boolean lost;
    private Moment lastThere;
    private Moment lastBack;

    DcsLink(World world, SimDcsClient client, MemberName host, Dice dice) {
        this.world = world;
        this.client = client;
        this.dice = dice;
        this.host = host;
        this.lastThere = world.now();
        this.lastBack = world.now();
    }

    MemberName host() {
        return host;
    }

    /** Something leaves the client. */
    void there(Runnable atServer) {
        lastThere = world.now().plus(half()).later(lastThere);
        world.agenda()
                .at(
                        lastThere,
                        () -> {
                            if (passes(world.network().passesToDcs(host) && world.dcs().isUp())) {
                                atServer.run();
                            }
                        });
    }

    /** The server works on a request that much longer: later ones wait their turn. */
    void busyAtServer(Moment until) {
        lastThere = lastThere.later(until);
    }

    /** Something leaves the server. */
    void back(Runnable atClient) {
        lastBack = world.now().plus(half()).later(lastBack);
        world.agenda()
                .at(
                        lastBack,
                        () -> {
                            if (passes(world.network().passesFromDcs(host))) {
                                atClient.run();
                            }
                        });
    }

    void notice() {
        back(() -> client.noticed(this));
    }

    /** The server closes the connection; the client sees it when the network lets it. */
    void closedByServer() {
        back(() -> client.broken(this, "closed by the server"));
    }

    private boolean passes(boolean reachable) {
        lost |= !reachable;
        return !lost;
    }

    private java.time.Duration half() {
        return dice.within(world.spec().timings().dcsRequest())
                .dividedBy(2)
                .plus(world.network().weather().more(host, dice));
    }
}
