package io.matriarch.simulator.world;

import io.matriarch.simulator.mishap.Dog;
import io.matriarch.simulator.mishap.HostChange;
import io.matriarch.simulator.mishap.Key;
import io.matriarch.simulator.mishap.Tool;
import io.matriarch.state.Tags;
import io.matriarch.state.WatchdogPolicy;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Locale;

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

    /** Every message from or to the host takes so much longer; zero also ends all loss. */
    public void slowNetwork(MemberName host, Duration more) {
        tell(world.network().weather().slow(host, more), "slow network " + host);
    }

    /** So many of a hundred packets from or to the host are lost. */
    public void lossyNetwork(MemberName host, int percent) {
        tell(world.network().weather().lossy(host, percent), "lossy network " + host);
    }

    /** The host's clocks go too fast by so much; negative for too slow. */
    public void clockRate(MemberName host, int permille) {
        tell(world.member(host).clockRate(permille), "clock rate " + host);
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
        world.dcs().tree().owned().deleteLock();
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

    /** The host's wall clock is set forward, or back. */
    public void stepClock(Duration step, MemberName host) {
        tell(true, "clock of " + host + " by " + step);
        world.member(host).stepClock(step);
    }

    /** Something happens to a thing on the host. */
    public void toHost(HostChange change, MemberName host) {
        SimMember member = world.member(host);
        boolean effective =
                switch (change) {
                    case FREEZE_POSTGRES -> member.postgres().postmaster().freeze();
                    case THAW_POSTGRES -> member.postgres().postmaster().thaw();
                    case START_POSTGRES -> member.postgres().byHand().start();
                    case STOP_POSTGRES -> member.postgres().byHand().stop();
                    case PROMOTE_POSTGRES -> member.postgres().byHand().promote();
                    case DEMOTE_POSTGRES -> member.postgres().byHand().startAsStandby();
                    case SWAP_DATA -> member.postgres().byHand().swapData();
                    case KILL_GUARD -> member.fence().die();
                    case START_GUARD -> member.fence().start();
                    case LOSE_WATCHDOG -> member.watchdog().becomes(Dog.Device.ABSENT);
                    case FIND_WATCHDOG -> member.watchdog().becomes(Dog.Device.WORKS);
                    case SEIZE_LOCK -> Usurper.seize(world, member);
                    case FILL_DISK -> member.store().full(true);
                    case FREE_DISK -> member.store().full(false);
                };
        tell(effective, change.words() + " of " + host);
    }

    /** A tool of the host fails or hangs, or works again. */
    public void toTool(Tool.Change change, Tool tool, MemberName host) {
        Tools tools = world.member(host).postgres().operations().tools();
        boolean effective =
                switch (change) {
                    case BREAK -> tools.broken(tool);
                    case HANG -> tools.hang(tool);
                    case MEND -> tools.mend(tool);
                };
        tell(effective, change.word() + " " + tool.word() + " of " + host);
    }

    /** The member's configuration file has other tags, which its agent reads at its next start. */
    public void retag(MemberName host, Tags tags) {
        tell(true, "tag " + host);
        world.member(host).tags(tags);
    }

    /** The member's configuration file says something else of the watchdog, and is read again. */
    public void setWatchdog(MemberName host, WatchdogPolicy.Mode mode) {
        tell(true, "watchdog " + mode.name().toLowerCase(Locale.ROOT) + " on " + host);
        world.member(host).configure(mode);
    }

    /** Somebody deletes a key by hand. */
    public void deleteKey(Key key) {
        tell(true, "delete " + key.word());
        world.dcs().tree().delete(key);
    }

    /** Something happens to the disk or the server of a host. */
    public void trouble(Trouble trouble, MemberName host) {
        tell(true, trouble.words() + " " + host);
        world.member(host).postgres().suffer(trouble);
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
