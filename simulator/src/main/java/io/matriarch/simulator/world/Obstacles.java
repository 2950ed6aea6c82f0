package io.matriarch.simulator.world;

import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Upstream;
import java.util.Optional;

/** Why an operation on one data directory cannot even begin. */
final class Obstacles {
    private static final String NO_ROOM = "could not write to file: No space left on device";

    private final SimPostgres postgres;
    private final SimSources sources;

    Obstacles(SimPostgres postgres, SimSources sources) {
        this.postgres = postgres;
        this.sources = sources;
    }

    Optional<Outcome> of(Operation operation) {
        boolean running = postgres.isRunning();
        boolean complete = postgres.hasData() && !postgres.data().isTorn();
        boolean standby = postgres.isStandby();
        return switch (operation) {
            case Operation.Initdb _ -> unless(!running && !complete, "directory is not empty");
            case Operation.StartPrimary _, Operation.StartStandby _ ->
                    unless(!running && complete, running ? "runs already" : "no complete data")
                            .or(() -> unless(!postgres.disk().isFull(), NO_ROOM));
            case Operation.Promote _, Operation.Follow _ -> unless(standby, "not in recovery");
            case Operation.CopySlots copy ->
                    unless(standby, "not in recovery")
                            .or(() -> sources.obstacle(copy.source(), true, false));
            case Operation.PrePromote _ ->
                    unless(postgres.host().agreesToLead(), "pre_promote refuses");
            case Operation.Stop _ -> Optional.empty();
            case Operation.RecoverAlone _ -> unless(!running && complete, "cannot be recovered");
            case Operation.Rewind(Upstream source) -> sources.rewindObstacle(source);
            case Operation.Basebackup(Upstream source) ->
                    unless(!running, "still runs").or(() -> sources.obstacle(source, false, false));
        };
    }

    private static Optional<Outcome> unless(boolean fine, String why) {
        return fine ? Optional.empty() : Optional.of(new Outcome.Failed(why));
    }
}
