package io.matriarch.simulator.world;

import io.matriarch.state.Operation;
import io.matriarch.state.Upstream;
import java.util.Optional;

/** Why an operation cannot begin, or not come to its end. */
final class Obstacles {
    private final World world;
    private final SimPostgres postgres;

    Obstacles(World world, SimPostgres postgres) {
        this.world = world;
        this.postgres = postgres;
    }

    Optional<String> to(Operation operation) {
        boolean running = postgres.isRunning();
        boolean complete = postgres.hasData();
        boolean standby = postgres.isStandby();
        boolean halfRewound = postgres.data().condition() == DataDirectory.Condition.HALF_REWOUND;
        return switch (operation) {
            case Operation.Initdb _ -> unless(!running && !complete, "directory is not empty");
            case Operation.StartPrimary _, Operation.StartStandby _ ->
                    unless(!running && complete, running ? "runs already" : "no complete data");
            case Operation.Promote _, Operation.Follow _ -> unless(standby, "not in recovery");
            case Operation.Stop _ -> Optional.empty();
            case Operation.Rewind(Upstream source) ->
                    unless(!running && (complete || halfRewound), "cannot be rewound")
                            .or(() -> at(source, true));
            case Operation.Basebackup(Upstream source) ->
                    unless(!running, "still runs").or(() -> at(source, false));
        };
    }

    Optional<SimPostgres> source(Upstream source) {
        return world.byConnUrl(source.connUrl()).map(SimMember::postgres);
    }

    /** Why a tool gets nothing from there. */
    Optional<String> at(Upstream source, boolean mustBePrimary) {
        return source(source)
                        .filter(one -> world.network().connects(one.name(), postgres.name()))
                        .filter(one -> one.acceptsWrites() || !mustBePrimary && one.isStandby())
                        .isPresent()
                ? Optional.empty()
                : Optional.of("source does not serve");
    }

    private static Optional<String> unless(boolean fine, String why) {
        return fine ? Optional.empty() : Optional.of(why);
    }
}
