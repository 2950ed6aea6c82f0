package io.matriarch.simulator.world;

import io.matriarch.event.PostgresEvent;
import io.matriarch.simulator.world.Postmaster.Stage;
import io.matriarch.state.Operation;
import io.matriarch.state.Slot;
import io.matriarch.state.SyncNames;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The PostgreSQL of one host: its data directory and its processes. */
public final class SimPostgres {
    private static final Range NOTICE = Range.millis(10, 100);

    private final World world;
    private final SimMember host;
    private final Dice dice;
    private final DataDirectory data = new DataDirectory();
    private final SimDisk disk = new SimDisk();
    private final WalReceiver receiver;
    private final SimOperations operations;
    private final WalSenders senders = new WalSenders(this::syncNames, data.slots());
    private final Postmaster postmaster;
    private final HandWork hand;
    private final SimLook look;
    private Optional<AgentProcess> watcher = Optional.empty();
    private boolean moved;

    SimPostgres(World world, SimMember host) {
        this.world = world;
        this.host = host;
        this.dice = world.seed().dice("postgres/" + host.name());
        this.receiver = new WalReceiver(world, this);
        this.operations = new SimOperations(world, this);
        this.postmaster =
                new Postmaster(
                        world, host.name().text(), data, receiver, senders, this::processesEnded);
        this.hand = new HandWork(world, this);
        this.look = new SimLook(this, data, receiver, senders);
    }

    /** Whether any process of the data directory lives. */
    public boolean isRunning() {
        return postmaster.stage() != Stage.DOWN;
    }

    /** Whether a client could commit now. */
    public boolean acceptsWrites() {
        return postmaster.stage() == Stage.PRIMARY;
    }

    /** Whether it runs in recovery and takes connections. */
    public boolean isStandby() {
        return postmaster.stage() == Stage.STANDBY;
    }

    /** Whether its processes live and do nothing. */
    public boolean isFrozen() {
        return postmaster.isFrozen();
    }

    /** Whether there is a complete data directory. */
    public boolean hasData() {
        return data.isComplete();
    }

    public Optional<SystemId> systemId() {
        return data.systemId();
    }

    /** The timeline of its newest log; absent without data. */
    public Optional<Timeline> timeline() {
        return hasData() ? Optional.of(data.wal().timeline()) : Optional.empty();
    }

    /** The end of its log on disk: written, or received. */
    public Lsn position() {
        return data.wal().end();
    }

    /** Where its timelines forked, oldest first. */
    public List<Fork> history() {
        return data.wal().history();
    }

    /** Its log: for questions of ancestry that numbers alone cannot answer. */
    public Wal wal() {
        return data.wal();
    }

    /** Whom it truly streams from now: connected, and not cut off. */
    public Optional<MemberName> streamsFrom() {
        return receiver.source().map(SimPostgres::name);
    }

    /** The work under way on it by order of its agent. */
    public Optional<Operation> operation() {
        return operations.current();
    }

    /** As {@link io.matriarch.driver.PostgresPort#isGone}, but always true to the facts. */
    public boolean isGone() {
        return !isRunning() || postmaster.hasShutDown() && !moved;
    }

    MemberName name() {
        return host.name();
    }

    SimDisk disk() {
        return disk;
    }

    DataDirectory data() {
        return data;
    }

    SimMember host() {
        return host;
    }

    Postmaster postmaster() {
        return postmaster;
    }

    SimOperations operations() {
        return operations;
    }

    /** What somebody does past the agent. */
    HandWork byHand() {
        return hand;
    }

    /** Changes whenever a postmaster ends: what was meant for an earlier one finds it over. */
    long life() {
        return postmaster.life();
    }

    /** Who notices that the postmaster ended. */
    void watchedBy(AgentProcess agent) {
        watcher = Optional.of(agent);
    }

    /** What its commits wait for. */
    public SyncNames syncNames() {
        return data.names().orElse(world.spec().ownNames());
    }

    /** Whether its agent has set what its commits wait for. */
    public boolean isSyncOurs() {
        return data.names().isPresent();
    }

    /** Whether a client finds a way in. */
    public boolean servesClients() {
        return acceptsWrites() && !data.isClosed();
    }

    /** Whether its directory is not in its place any more while it runs. */
    boolean isMoved() {
        return moved;
    }

    /** What a probe sees of it. */
    SimLook look() {
        return look;
    }

    /**
     * Commits one transaction.
     *
     * @param acknowledge called when the client would be told, with the log that ends with it
     */
    void commit(Consumer<Wal> acknowledge) {
        if (disk.isStalled() || postmaster.isFrozen()) {
            return;
        }
        if (disk.isFull()) {
            crash();
            return;
        }
        data.write(wal().grown(80 + dice.below(320)));
        senders.await(wal(), acknowledge);
        senders.logGrew();
    }

    /** Its replication slots, whether it runs or not. */
    public List<Slot> slots() {
        return data.slots().shown();
    }

    /** Those who stream from here. */
    WalSenders senders() {
        return senders;
    }

    /** Whether a connected standby still lacks something. */
    boolean owesLog() {
        return senders.owe(position());
    }

    /** More log arrived from the upstream. */
    void received(Wal more) {
        data.write(more);
        data.replayed(receiver.replayed());
        senders.logGrew();
    }

    void suffer(Trouble trouble) {
        switch (trouble) {
            case HINTS_OFF -> data.notRewindable();
            case CONTROL_TORN -> data.tear(!isRunning());
            case DATA_GONE -> {
                crash();
                data.wiped();
            }
            case DATA_MOVED -> moveData();
            case WAL_RECYCLED -> data.recycle();
            case LOG_REMOVED -> data.slots().removeLog(data.wal().end());
            case DISK_FULL -> disk.full(true);
            case DISK_FREED -> disk.full(false);
            case DISK_STALLED -> disk.stall();
            case DISK_RESUMED -> disk.resume();
            case ARCHIVER_STUCK -> postmaster.archiverStuck(true);
            case ARCHIVER_FREED -> postmaster.archiverStuck(false);
            case CHECKPOINT_SLOW -> postmaster.checkpointSlow();
            case REPLAY_HALTED -> postmaster.halt();
            case LOGINS_REFUSED -> look.refused(true);
            case LOGINS_ACCEPTED -> look.refused(false);
            case RECOVERY_SLOW -> data.slowRecovery();
            case REWIND_BREAKS -> operations.sources().breakRewind();
            case REWIND_IDLES -> operations.sources().idleRewinds();
        }
    }

    /** A server that runs keeps its directory; whoever looks in the old place finds nothing. */
    private void moveData() {
        moved = isRunning();
        if (!moved) {
            data.wiped();
        }
    }

    /** Postmaster and children die where they stand. */
    void crash() {
        if (isRunning()) {
            disk.serverKilled();
        }
        postmaster.crash();
    }

    /** The guard's kill: whatever works on the data directory dies too. */
    void killed() {
        operations.cut();
        crash();
    }

    private void processesEnded(String how) {
        if (moved) {
            moved = false;
            data.wiped();
        }
        disk.serverEnded();
        operations.postgresEnded();
        watcher.ifPresent(
                agent -> world.agenda().after(dice.within(NOTICE), () -> notice(agent, how)));
    }

    private static void notice(AgentProcess agent, String how) {
        agent.deliver(at -> new PostgresEvent.PostgresNoticed(at, "PostgreSQL " + how));
    }
}
