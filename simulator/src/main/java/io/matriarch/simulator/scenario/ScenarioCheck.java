package io.matriarch.simulator.scenario;

import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must be true of a scenario as a whole: names stand for something, times are in order. */
final class ScenarioCheck {
    private final Scenario scenario;
    private final Set<MemberName> members = new HashSet<>();

    private ScenarioCheck(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * @throws ScenarioError the first thing that is wrong
     */
    static void check(Scenario scenario) {
        ScenarioCheck check = new ScenarioCheck(scenario);
        check.head();
        check.members();
        check.faults();
        scenario.expectations().forEach(check::expectation);
    }

    private void head() {
        require(!scenario.name().isEmpty(), 0, "scenario", "", "give the scenario a name");
        require(!scenario.story().isEmpty(), 0, "story", "", "tell its story");
        require(!scenario.until().isZero(), 0, "until", "", "say when it ends");
        require(!scenario.members().isEmpty(), 0, "members", "", "say who takes part");
    }

    private void members() {
        long primaries =
                scenario.members().stream()
                        .filter(one -> one.start() == MemberLine.Start.PRIMARY)
                        .count();
        require(
                primaries <= 1,
                0,
                "members",
                "primary",
                "at most one member begins as the primary");
        for (MemberLine member : scenario.members()) {
            String name = member.name().text();
            require(members.add(member.name()), 0, "members", name, "name each member once");
            require(!name.equals("zookeeper"), 0, "members", name, "that is not a member's name");
        }
        for (Client client : scenario.clients()) {
            client.pinned().ifPresent(member -> known("clients", 0, member));
        }
    }

    private void faults() {
        Duration last = Duration.ZERO;
        for (At at : scenario.faults()) {
            int line = at.place().line();
            String time = Amounts.text(at.time());
            require(at.time().compareTo(last) >= 0, line, "at", time, "put them in time's order");
            require(
                    at.time().compareTo(scenario.until()) <= 0,
                    line,
                    "at",
                    time,
                    "the scenario ends before it; make 'until' later");
            last = at.time();
            at.fault().named().forEach(member -> known("at", line, member));
            at.once().ifPresent(one -> known("at", line, one.member()));
        }
    }

    private void expectation(Expectation one) {
        int line = one.place().line();
        one.when().ifPresent(choice -> varies(line, choice));
        for (Duration end : ends(one.span()).stream().toList()) {
            require(
                    end.compareTo(scenario.until()) <= 0,
                    line,
                    "expect",
                    Amounts.text(end),
                    "the scenario ends before it; make 'until' later");
        }
        if (one.span() instanceof Span.During(Duration from, Optional<Duration> to)) {
            require(
                    to.isEmpty() || to.get().compareTo(from) >= 0,
                    line,
                    "expect",
                    to.map(Amounts::text).orElse(""),
                    "it is before 'from'; write the earlier time first");
        }
        for (Fact fact : one.facts()) {
            mentioned(fact).forEach(member -> known("expect", line, member));
            require(
                    one.span() instanceof Span.By
                            || one.span() instanceof Span.During
                            || !fact.isHappening(),
                    line,
                    "expect",
                    fact.text(),
                    "it needs a time: write 'by 20s' or 'from 20s to 50s'");
            if (fact instanceof Fact.Acknowledged(String client, long _)) {
                client(line, client);
            }
            if (fact instanceof Fact.Lost(String client, long _)) {
                client(line, client);
            }
        }
    }

    private static Optional<Duration> ends(Span span) {
        return switch (span) {
            case Span.By by -> Optional.of(by.at());
            case Span.During during -> Optional.of(during.to().orElse(during.from()));
            case Span.Always _, Span.Never _ -> Optional.empty();
        };
    }

    private static List<MemberName> mentioned(Fact fact) {
        return switch (fact) {
            case Fact.OnePrimary one -> one.among();
            case Fact.MemberPrimary one -> List.of(one.member());
            case Fact.NotWritable one -> List.of(one.member());
            case Fact.Up one -> List.of(one.member());
            case Fact.Down one -> List.of(one.member());
            case Fact.StandbyOf one -> List.of(one.member(), one.upstream());
            case Fact.StandbyOfNobody one -> List.of(one.member());
            case Fact.FirstAction one -> List.of(one.member());
            case Fact.Orders one -> List.of(one.member());
            case Fact.InSyncSet one -> List.of(one.member());
            case Fact.Closed one -> List.of(one.member());
            case Fact.OfSlot one -> List.of(one.member());
            case Fact.SyncSet one -> one.members();
            case Fact.NoPrimary _,
                    Fact.SyncOff _,
                    Fact.EveryStandbyStreams _,
                    Fact.NoAction _,
                    Fact.Acknowledged _,
                    Fact.Lost _,
                    Fact.Fired _ ->
                    List.of();
        };
    }

    private void varies(int line, Choice choice) {
        require(
                scenario.vary().stream().anyMatch(vary -> vary.choices().contains(choice)),
                line,
                "expect",
                choice.name() + " " + choice.value(),
                "no 'vary' statement has this value");
    }

    private void client(int line, String client) {
        require(
                scenario.clients().stream().anyMatch(one -> one.name().equals(client)),
                line,
                "expect",
                client,
                "no client is called so; see 'clients'");
    }

    private void known(String statement, int line, MemberName member) {
        require(
                members.contains(member),
                line,
                statement,
                member.text(),
                "no member is called so; see 'members'");
    }

    private static void require(
            boolean good, int line, String statement, String word, String remedy) {
        if (!good) {
            throw new ScenarioError(line, statement, word, remedy);
        }
    }
}
