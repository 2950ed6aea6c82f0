package io.matriarch.simulator.world;

import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Slot;
import io.matriarch.state.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whom one PostgreSQL copies or is rewound from, and what there is to be had. */
final class SimSources {
    private final World world;
    private final SimPostgres target;
    private final Dice dice;
    private boolean breaks;
    private boolean idles;

    SimSources(World world, SimPostgres target) {
        this.world = world;
        this.target = target;
        this.dice = world.seed().dice("sources/" + target.name());
    }

    /** The server at that address. */
    Optional<SimPostgres> of(Upstream source) {
        return world.byConnUrl(source.connUrl()).map(SimMember::postgres);
    }

    /**
     * What keeps work from taking anything there.
     *
     * @param begun whether it has begun to change the target
     */
    Optional<Outcome> obstacle(Upstream source, boolean mustBePrimary, boolean begun) {
        boolean serves =
                of(source)
                        .filter(one -> world.network().connects(one.name(), target.name()))
                        .filter(one -> one.acceptsWrites() || !mustBePrimary && one.isStandby())
                        .isPresent();
        return serves
                ? Optional.empty()
                : Optional.of(new Outcome.SourceGone("source does not serve", begun));
    }

    /** What keeps pg_rewind from beginning. */
    Optional<Outcome> rewindObstacle(Upstream source) {
        DataDirectory data = target.data();
        boolean whole = data.isClean() && !data.isTorn() || isHalfRewound() && !data.isTorn();
        if (target.isRunning() || !whole) {
            return failed("target server must be shut down cleanly");
        }
        return data.isRecycled()
                ? failed("could not find previous WAL record")
                : obstacle(source, true, false);
    }

    /**
     * Whether pg_rewind finds something to do: it compares the timelines that both control files
     * name, and a source that has not finished its first checkpoint names an old one.
     */
    boolean isWorthRewinding(Upstream source) {
        DataDirectory theirs = of(source).orElseThrow().data();
        if (of(source).orElseThrow().host().spec().role().isOutside()) {
            theirs.checkpointed(); // asked for first, as of any source that no agent looks after
        }
        boolean told = !theirs.checkpointTimeline().equals(target.data().checkpointTimeline());
        return isHalfRewound() || told && !idles && !target.wal().isPrefixOf(theirs.wal());
    }

    /** The rewind that runs, or the next one, fails midway. */
    void breakRewind() {
        breaks = true;
    }

    /** No rewind finds anything to do. */
    void idleRewinds() {
        idles = true;
    }

    /** Whether it does now; the control file is damaged by it. */
    boolean tearsRewind() {
        boolean now = breaks;
        breaks = false;
        if (now) {
            target.data().tear(true);
        }
        return now;
    }

    private boolean isHalfRewound() {
        return target.data().condition() == DataDirectory.Condition.HALF_REWOUND;
    }

    /**
     * The standby stops, and loads what the source's logical slots say now when it starts again.
     *
     * @param start starts it, unless nobody waits for the copy any more
     */
    void copySlots(Operation.CopySlots copy, Runnable start) {
        List<Slot> theirs = of(copy.source()).orElseThrow().slots();
        Duration time = dice.within(world.spec().timings().stop());
        Postmaster processes = target.postmaster();
        processes.shutDown();
        processes.whileAlive(
                time,
                () -> {
                    processes.stopped();
                    target.data().slots().load(copy.slots(), theirs);
                    target.data().configured(copy.feed(), Optional.empty(), false);
                    if (target.operation().equals(Optional.of(copy))) {
                        start.run();
                    }
                });
    }

    private static Optional<Outcome> failed(String why) {
        return Optional.of(new Outcome.Failed(why));
    }
}
