package io.matriarch.simulator.world;

import io.matriarch.value.MemberName;

/**
 * What can befall a world, and how it is mended. Each takes effect at once and is told to the
 * observers. Doing what is done already changes nothing. Hosts are named like their members.
 */
public final class Faults {
    private final World world;

    Faults(World world) {
        this.world = world;
    }

    /** Nothing gets from one host to another: agents, replication and copies alike. */
    public void cut(MemberName from, MemberName to) {
        tell(world.network().cut(from, to), "cut " + from + " to " + to);
    }

    public void heal(MemberName from, MemberName to) {
        tell(world.network().heal(from, to), "heal " + from + " to " + to);
    }

    /** What the host's agent sends does not reach ZooKeeper. */
    public void cutToDcs(MemberName host) {
        tell(world.network().cutToDcs(host), "cut " + host + " to zookeeper");
    }

    /** What ZooKeeper sends does not reach the host's agent. */
    public void cutFromDcs(MemberName host) {
        tell(world.network().cutFromDcs(host), "cut zookeeper to " + host);
    }

    /** Both directions between the host and ZooKeeper work again. */
    public void healDcs(MemberName host) {
        tell(world.network().healDcs(host), "heal " + host + " and zookeeper");
    }

    /** Every cut is mended. ZooKeeper, agents and hosts that are down stay down. */
    public void healNetwork() {
        tell(world.network().healAll(), "heal network");
    }

    /** SIGSTOP to the agent; its PostgreSQL and its guard run on. */
    public void freezeAgent(MemberName host) {
        process(host, AgentStatus.RUNNING, "freeze agent ", Agent::freeze);
    }

    public void thawAgent(MemberName host) {
        process(host, AgentStatus.FROZEN, "thaw agent ", Agent::thaw);
    }

    /** kill -9 to the agent; PostgreSQL and guard run on, its session lives until it expires. */
    public void killAgent(MemberName host) {
        tell(world.member(host).killAgent(), "kill agent " + host);
    }

    /** SIGTERM to the agent. */
    public void stopAgent(MemberName host) {
        SimMember member = world.member(host);
        tell(member.agent() != AgentStatus.DEAD, "stop agent " + host);
        member.stopAgent();
    }

    /** Starts an agent that is dead, on a host that is up. */
    public void startAgent(MemberName host) {
        SimMember member = world.member(host);
        tell(member.isUp() && member.agent() == AgentStatus.DEAD, "start agent " + host);
        member.startAgent();
    }

    /** Postmaster and children die; the control file stays at "in production" or the like. */
    public void crashPostgres(MemberName host) {
        SimPostgres postgres = world.member(host).postgres();
        tell(postgres.isRunning(), "crash postgres " + host);
        postgres.crash();
    }

    /** Somebody stops PostgreSQL by hand, past the agent. */
    public void stopPostgres(MemberName host) {
        SimPostgres postgres = world.member(host).postgres();
        tell(postgres.isRunning(), "stop postgres " + host);
        postgres.byHand().stop();
    }

    /** Somebody starts it by hand: what the data directory says it is. */
    public void startPostgres(MemberName host) {
        SimPostgres postgres = world.member(host).postgres();
        tell(postgres.hasData() && !postgres.isRunning(), "start postgres " + host);
        postgres.byHand().start();
    }

    /** Somebody promotes a standby by hand. */
    public void promotePostgres(MemberName host) {
        SimPostgres postgres = world.member(host).postgres();
        tell(postgres.isStandby(), "promote postgres " + host);
        postgres.byHand().promote();
    }

    /** Loss of power: agent, PostgreSQL and guard die, nothing reaches the host. */
    public void crashHost(MemberName host) {
        tell(world.member(host).isUp(), "crash host " + host);
        world.member(host).losePower();
    }

    /** Power is back: the host boots and starts its agent. PostgreSQL is left to the agent. */
    public void startHost(MemberName host) {
        tell(!world.member(host).isUp(), "start host " + host);
        world.member(host).getPower();
    }

    /** ZooKeeper loses its quorum: connections break, nothing is answered, nothing expires. */
    public void dcsDown() {
        tell(world.dcs().loseQuorum(), "zookeeper down");
    }

    /** ZooKeeper has a quorum again; every session's expiry counts anew from now. */
    public void dcsUp() {
        tell(world.dcs().findQuorum(), "zookeeper up");
    }

    /** Every key of the cluster is deleted by hand, one after the other. */
    public void wipeDcs() {
        tell(true, "wipe zookeeper");
        world.dcs().wipe();
    }

    /** ZooKeeper's data is copied away. */
    public void backUpDcs() {
        tell(true, "backup zookeeper");
        world.dcs().backUp();
    }

    /** ZooKeeper goes on with the newest copy of its data. */
    public void restoreDcs() {
        tell(true, "restore zookeeper");
        world.dcs().restore();
    }

    /** Whether ZooKeeper carries out writes; reads and signs of life go on. */
    public void dcsTakesWrites(boolean willing) {
        tell(true, willing ? "zookeeper writable" : "zookeeper readonly");
        world.dcs().takeWrites(willing);
    }

    /** The server that the member reads from lags, or has caught up. */
    public void stallReads(MemberName host, boolean lags) {
        tell(true, (lags ? "stall reads of " : "refresh reads of ") + host);
        world.dcs().stallReads(host, lags);
    }

    /** The lock node is deleted by hand. */
    public void deleteLock() {
        tell(true, "delete lock");
        world.dcs().tree().deleteLock();
    }

    /**
     * The session of the member's agent ends at the server now, before its timeout, as when
     * somebody closes it by hand. It breaks what every lease is built on: when it hits the holder,
     * another may become writable before the holder has noticed.
     */
    public void expireSession(MemberName host) {
        tell(true, "expire session of " + host);
        world.dcs().sessionOf(host).ifPresent(id -> world.dcs().end(id, "expired"));
    }

    private void process(
            MemberName host,
            AgentStatus wanted,
            String words,
            java.util.function.Consumer<Agent> signal) {
        SimMember member = world.member(host);
        if (member.agent() == wanted) {
            tell(true, words + host);
            member.process().ifPresent(signal);
        }
    }

    private void tell(boolean effective, String words) {
        if (effective) {
            world.tellFault(words);
        }
    }
}
