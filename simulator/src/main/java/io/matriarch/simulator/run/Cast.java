package io.matriarch.simulator.run;

import io.matriarch.simulator.scenario.Client;
import io.matriarch.simulator.scenario.MemberLine;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.world.InitialRole;
import io.matriarch.simulator.world.MemberSpec;
import io.matriarch.simulator.world.World;
import io.matriarch.simulator.world.WorldSpec;
import io.matriarch.state.Tags;

/** From a scenario's members, settings and clients to those of a world. */
final class Cast {
    private Cast() {}

    static WorldSpec spec(Scenario scenario) {
        return WorldSpec.of(scenario.members().stream().map(Cast::member).toList())
                .withSettings(scenario.settings().dynamic())
                .withGuard(scenario.settings().isGuarded())
                .withSeed(scenario.seed());
    }

    static void addClients(Scenario scenario, World world) {
        for (Client client : scenario.clients()) {
            client.pinned()
                    .ifPresentOrElse(
                            member ->
                                    world.clients()
                                            .pinned(client.name(), client.perSecond(), member),
                            () -> world.clients().toPrimary(client.name(), client.perSecond()));
        }
    }

    private static MemberSpec member(MemberLine line) {
        return new MemberSpec(
                line.name(),
                Tags.of(line.tags()),
                role(line.start()),
                line.consent(),
                line.dog(),
                line.handoff());
    }

    private static InitialRole role(MemberLine.Start start) {
        return switch (start) {
            case PRIMARY -> InitialRole.PRIMARY;
            case STANDBY -> InitialRole.STANDBY;
            case EMPTY -> InitialRole.EMPTY;
            case FOREIGN -> InitialRole.FOREIGN;
            case REMOTE -> InitialRole.REMOTE;
            case REMOTE_STANDBY -> InitialRole.REMOTE_STANDBY;
        };
    }
}
