package io.matriarch.simulator.world;

import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Upstream;
import java.util.Optional;

/** What work on one PostgreSQL needs, and whom it copies or is rewound from. */
final class SimSources {
    private static final String NO_ROOM = "could not write to file: No space left on device";

    private final World world;
    private final SimPostgres target;
    private boolean breaks;

    SimSources(World world, SimPostgres target) {
        this.world = world;
        this.target = target;
    }

    /** The server at that address. */
    Optional<SimPostgres> of(Upstream source) {
        return world.byConnUrl(source.connUrl()).map(SimMember::postgres);
    }

    /** What keeps work from beginning. */
    Optional<Outcome> obstacle(Operation operation) {
        boolean running = target.isRunning();
        boolean complete =
                !target.disk().isDetached() && target.hasData() && !target.data().isTorn();
        boolean standby = target.isStandby();
        return switch (operation) {
            case Operation.Initdb _ -> unless(!running && !complete, "directory is not empty");
            case Operation.StartPrimary _, Operation.StartStandby _ ->
                    unless(!running && complete, running ? "runs already" : "no complete data")
                            .or(() -> unless(!target.disk().isFull(), NO_ROOM));
            case Operation.Promote _, Operation.Follow _ -> unless(standby, "not in recovery");
            case Operation.Stop _ -> Optional.empty();
            case Operation.RecoverAlone _ -> unless(!running && complete, "cannot be recovered");
            case Operation.Rewind(Upstream source) -> rewindObstacle(source);
            case Operation.Basebackup(Upstream source) ->
                    unless(!running, "still runs").or(() -> obstacle(source, false));
        };
    }

    /** What keeps work from taking anything there. */
    Optional<Outcome> obstacle(Upstream source, boolean mustBePrimary) {
        boolean serves =
                of(source)
                        .filter(one -> world.network().connects(one.name(), target.name()))
                        .filter(one -> one.acceptsWrites() || !mustBePrimary && one.isStandby())
                        .isPresent();
        return serves
                ? Optional.empty()
                : Optional.of(new Outcome.SourceGone("source does not serve"));
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
                : obstacle(source, true);
    }

    /**
     * Whether pg_rewind finds something to do: it compares the timelines that both control files
     * name, and a source that has not finished its first checkpoint names an old one.
     */
    boolean isWorthRewinding(Upstream source) {
        DataDirectory theirs = of(source).orElseThrow().data();
        boolean told = !theirs.checkpointTimeline().equals(target.data().checkpointTimeline());
        return isHalfRewound() || told && !target.wal().isPrefixOf(theirs.wal());
    }

    /** The rewind that runs, or the next one, fails midway. */
    void breakRewind() {
        breaks = true;
    }

    /** Whether it does now; the control file is damaged by it. */
    boolean tearsRewind() {
        boolean now = breaks;
        breaks = false;
        if (now) {
            target.data().tear();
        }
        return now;
    }

    private boolean isHalfRewound() {
        return target.data().condition() == DataDirectory.Condition.HALF_REWOUND;
    }

    private static Optional<Outcome> failed(String why) {
        return Optional.of(new Outcome.Failed(why));
    }

    private static Optional<Outcome> unless(boolean fine, String why) {
        return fine ? Optional.empty() : Optional.of(new Outcome.Failed(why));
    }
}
