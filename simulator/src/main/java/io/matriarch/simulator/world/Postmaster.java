package io.matriarch.simulator.world;

import io.matriarch.state.ControlData.Phase;
import io.matriarch.state.ServerFacts;
import io.matriarch.value.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The processes of one PostgreSQL, and what their lives leave in its data directory. */
final class Postmaster {
    private static final int VERSION = 170005;
    private static final long START_RECORDS = 152;
    private static final long PROMOTE_RECORDS = 210;
    private static final long SHUTDOWN_CHECKPOINT = 120;

    /** Unless somebody orders one: what PostgreSQL begins by itself is spread over time. */
    private static final Range CHECKPOINT = Range.millis(20_000, 60_000);

    /** How far the processes have come. */
    enum Stage {
        DOWN,
        STARTING,
        PRIMARY,
        STANDBY,
        STOPPING
    }

    private final World world;
    private final DataDirectory data;
    private final WalReceiver receiver;
    private final WalSenders senders;
    private final String host;
    private final Consumer<String> whenEnded;
    private final Dice dice;
    private Stage stage = Stage.DOWN;
    private boolean asStandby;
    private boolean wasPrimary;
    private boolean archiverStuck;
    private boolean checkpointSlow;
    private boolean halted;
    private long life;
    private boolean frozen;
    private final List<Runnable> waiting = new ArrayList<>();
    private Instant startedAt = Instant.EPOCH;

    /**
     * @param whenEnded told how the last process ended
     */
    Postmaster(
            World world,
            String host,
            DataDirectory data,
            WalReceiver receiver,
            WalSenders senders,
            Consumer<String> whenEnded) {
        this.world = world;
        this.host = host;
        this.data = data;
        this.receiver = receiver;
        this.senders = senders;
        this.whenEnded = whenEnded;
        this.dice = world.seed().dice("postmaster/" + host);
    }

    Stage stage() {
        return stage;
    }

    /** What a server that runs tells of itself. */
    ServerFacts facts() {
        ServerFacts told =
                new ServerFacts(Optional.of(startedAt), VERSION, Collections.emptySortedMap());
        return halted ? told.inHalt() : told;
    }

    /** Its replay stops, until it is started again. */
    void halt() {
        halted = stage == Stage.STANDBY;
    }

    /** Whether it was started as a standby and is one still. */
    boolean isAsStandby() {
        return asStandby;
    }

    /** Changes whenever a postmaster ends: what was meant for an earlier one finds it over. */
    long life() {
        return life;
    }

    /** Its processes live and do nothing, until {@link #thaw}. */
    boolean freeze() {
        boolean can = stage != Stage.DOWN && !frozen;
        frozen |= can;
        return can;
    }

    boolean thaw() {
        if (!frozen) {
            return false;
        }
        frozen = false;
        List<Runnable> missed = List.copyOf(waiting);
        waiting.clear();
        missed.forEach(Runnable::run);
        return true;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** The first process lives; it takes no connections yet. */
    void launch(boolean standby) {
        asStandby = standby;
        halted = false;
        stage = Stage.STARTING;
        startedAt = world.wall();
    }

    /** Recovery is over or, for a standby, consistent. */
    void open() {
        if (stage != Stage.STARTING) {
            return;
        }
        if (asStandby) {
            stage = Stage.STANDBY;
            data.phase(Phase.STANDBY_CRASHED);
            data.replayed(data.wal().end());
            receiver.begin();
        } else {
            becomeWritable(data.wal().timeline(), START_RECORDS);
            data.checkpointed();
        }
    }

    /** Recovery is asked to end: the receiver is stopped first. */
    void endStreaming() {
        receiver.end();
    }

    /** The configured upstream is another one now. */
    void followUpstream() {
        if (stage == Stage.STANDBY) {
            receiver.end();
            receiver.begin();
        }
    }

    /**
     * Recovery has ended on a new timeline, greater than {@code above} too. Its first checkpoint
     * comes later.
     */
    void promoted(Optional<Timeline> above) {
        if (stage == Stage.STANDBY) {
            data.forked(world.wall());
            Timeline own = data.wal().timeline();
            becomeWritable(above.map(own::max).orElse(own).next(), PROMOTE_RECORDS);
            whileAlive(dice.within(CHECKPOINT), data::checkpointed);
        }
    }

    /** Clients are thrown out. */
    void shutDown() {
        wasPrimary = stage == Stage.PRIMARY;
        stage = Stage.STOPPING;
        senders.dropClients();
        receiver.end();
    }

    /** A primary that shuts down writes its last record and says so in its control file. */
    void lastWritten() {
        if (wasPrimary) {
            data.write(data.wal().grown(SHUTDOWN_CHECKPOINT));
            data.checkpointed();
            data.phase(Phase.PRIMARY_STOPPED);
            senders.logGrew();
        }
    }

    /** Whether the last record is written and only senders and archiver live. */
    boolean hasShutDown() {
        return stage == Stage.STOPPING && wasPrimary && data.phase() == Phase.PRIMARY_STOPPED;
    }

    void archiverStuck(boolean value) {
        archiverStuck = value;
    }

    void checkpointSlow() {
        checkpointSlow = true;
    }

    boolean isCheckpointSlow() {
        return checkpointSlow;
    }

    boolean isArchiverStuck() {
        return archiverStuck && wasPrimary;
    }

    /** The last process of a proper stop ends. A primary that had not opened stays as it was. */
    void stopped() {
        if (asStandby) {
            data.replayed(data.wal().end());
            data.phase(Phase.STANDBY_STOPPED);
        }
        end("stopped");
    }

    /** Postmaster and children die where they stand. */
    void crash() {
        if (stage == Stage.DOWN) {
            return;
        }
        if (asStandby) {
            data.phase(Phase.STANDBY_CRASHED);
        }
        end("crashed");
    }

    /**
     * Recovery in a single process and a proper stop, which writes a checkpoint of its own:
     * whatever it was, it has written now.
     */
    void recoverAlone() {
        Wal more = data.wal().continued(world.nextSegment(), data.wal().timeline());
        data.write(more.grown(SHUTDOWN_CHECKPOINT));
        data.checkpointed();
        data.phase(Phase.PRIMARY_STOPPED);
    }

    /** Runs unless the present postmaster has ended by then. */
    void whileAlive(Duration delay, Runnable action) {
        Runnable unlessEnded = ifAlive(action);
        world.agenda().after(delay, () -> whenAwake(unlessEnded));
    }

    /** Does nothing once the present postmaster has ended. */
    Runnable ifAlive(Runnable action) {
        long then = life;
        return () -> {
            if (life == then) {
                action.run();
            }
        };
    }

    private void whenAwake(Runnable action) {
        if (frozen) {
            waiting.add(action);
        } else {
            action.run();
        }
    }

    private void becomeWritable(Timeline timeline, long records) {
        asStandby = false;
        stage = Stage.PRIMARY;
        data.phase(Phase.PRIMARY_CRASHED);
        data.write(data.wal().continued(world.nextSegment(), timeline).grown(records));
        world.tellFact(host, "PostgreSQL accepts writes on timeline " + timeline);
        senders.logGrew();
    }

    private void end(String how) {
        stage = Stage.DOWN;
        frozen = false;
        waiting.clear();
        life++;
        receiver.end();
        senders.end();
        world.tellFact(host, "PostgreSQL " + how);
        whenEnded.accept(how);
    }
}
