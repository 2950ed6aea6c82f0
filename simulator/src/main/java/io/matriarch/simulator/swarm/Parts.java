package io.matriarch.simulator.swarm;

import io.matriarch.simulator.scenario.At;
import io.matriarch.simulator.scenario.Client;
import io.matriarch.simulator.scenario.MemberLine;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.scenario.Settings;
import java.time.Duration;
import java.util.List;

/**
 * A scenario one part of which is replaced.
 *
 * @param scenario as it is by now
 */
record Parts(Scenario scenario) {
    static Parts of(Scenario scenario) {
        return new Parts(scenario);
    }

    Parts faults(List<At> faults) {
        return with(
                scenario.members(),
                scenario.settings(),
                scenario.clients(),
                scenario.until(),
                faults);
    }

    Parts until(Duration until) {
        return with(
                scenario.members(),
                scenario.settings(),
                scenario.clients(),
                until,
                scenario.faults());
    }

    Parts members(List<MemberLine> members) {
        return with(
                members,
                scenario.settings(),
                scenario.clients(),
                scenario.until(),
                scenario.faults());
    }

    Parts clients(List<Client> clients) {
        return with(
                scenario.members(),
                scenario.settings(),
                clients,
                scenario.until(),
                scenario.faults());
    }

    Parts settings(Settings settings) {
        return with(
                scenario.members(),
                settings,
                scenario.clients(),
                scenario.until(),
                scenario.faults());
    }

    private Parts with(
            List<MemberLine> members,
            Settings settings,
            List<Client> clients,
            Duration until,
            List<At> faults) {
        return new Parts(
                new Scenario(
                        scenario.name(),
                        scenario.story(),
                        scenario.incidents(),
                        scenario.rules(),
                        scenario.vary(),
                        members,
                        scenario.servers(),
                        settings,
                        clients,
                        scenario.seed(),
                        until,
                        scenario.live(),
                        faults,
                        scenario.expectations(),
                        scenario.budget()));
    }
}
