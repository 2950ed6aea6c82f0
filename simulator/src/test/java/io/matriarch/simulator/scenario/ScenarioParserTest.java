package io.matriarch.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matriarch.value.MemberName;
import io.matriarch.value.RuleId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScenarioParserTest {
    private static final String FULL =
            """
            # a comment before everything
            scenario  zookeeper-loss
            story     No member can reach ZooKeeper for 90 s. The primary must be
                      read-only before its lock can expire.
            incidents 8 15
            rules     F20-lease-ending  Z90-not-started
                      S20-lock-free-best
            vary      primary_start_timeout 300s | 0s
            vary      seed 1 | 2

            members   n1 primary                       # timeline 1
                      n2 standby failover_priority 2
                      n3 standby nofailover
            dcs       zookeeper 3 servers
            settings  ttl 30s, loop_wait 10s, maximum_lag_on_failover 1MB
            clients   writer A 50/s to the primary
                      writer B 10/s pinned to n1
            seed      1
            until     200s
            stage     live

            at  20s   cut n1 n2 n3 from zookeeper
            at  21s   cut n1, n2 from n3
            at  22.5s freeze agent n1
            at  23s   switchover from n1 to n2
            at  24s   delete lock
            at  30s   once S20-lock-free-best on n2 plus 120ms  crash host n2
            at 110s   heal

            expect    by 47s                  n1 not writable
            expect    from 47s to 110s        no primary
            expect    from 20s to 110s        no TakeLock, no Promote
            expect    by 150s                 one primary, in n1 n2
            expect    by 180s                 every standby streams from the primary
            expect    when primary_start_timeout 0s by 65s  n2 primary, epoch 2, timeline 2
            expect    after 120s              first action of n1 is FenceNow
            expect    from 65s to end         B acknowledged 0
            expect    by 190s                 A lost 0
            expect    by 190s                 n1 standby of n2, n3 standby of n2
            expect    by 190s                 rule S20-lock-free-best fired
            expect    never                   n3 primary
            budget    Promote 1, Stop 1, Rewind 1, Basebackup 0
            """;

    @Test
    void aFullTextIsRead() {
        Scenario scenario = Scenario.parse(FULL);
        assertEquals("zookeeper-loss", scenario.name());
        assertEquals(
                "No member can reach ZooKeeper for 90 s. The primary must be read-only before its"
                        + " lock can expire.",
                scenario.story());
        assertEquals(
                "[F20-lease-ending, Z90-not-started, S20-lock-free-best]",
                scenario.rules().toString());
        assertEquals(Duration.ofSeconds(30), scenario.settings().dynamic().ttl());
        assertEquals(3, scenario.servers());
        assertEquals(Duration.ofMillis(22_500), scenario.faults().get(2).time());
        assertEquals(
                new Fault.CutFromMembers(names("n1", "n2"), names("n3")),
                scenario.faults().get(1).fault());
        assertEquals(
                List.of(new Fact.OnePrimary(names("n1", "n2"))),
                scenario.expectations().get(3).facts());
        assertEquals(List.of(8, 15), scenario.incidents());
        assertEquals(
                Optional.of(
                        new Once(
                                new RuleId("S20-lock-free-best"),
                                new MemberName("n2"),
                                Duration.ofMillis(120))),
                scenario.faults().get(5).once());
        assertEquals(new Budget("Promote", 1), scenario.budget().getFirst());
    }

    @Test
    void whatIsPrintedIsReadBackToTheSame() {
        Scenario scenario = Scenario.parse(FULL);
        assertEquals(scenario, Scenario.parse(scenario.print()));
        assertEquals(scenario.print(), Scenario.parse(scenario.print()).print());
    }

    @Test
    void everyCombinationOfWhatVariesIsAVariation() {
        Scenario scenario = Scenario.parse(FULL);
        assertEquals(
                List.of(
                        "primary_start_timeout=300s seed=1",
                        "primary_start_timeout=300s seed=2",
                        "primary_start_timeout=0s seed=1",
                        "primary_start_timeout=0s seed=2"),
                scenario.variations().stream().map(Variation::text).toList());
        Scenario last = scenario.in(scenario.variations().get(3));
        assertEquals(2, last.seed());
        assertEquals(Duration.ZERO, last.settings().dynamic().failover().startTimeout());
        assertEquals(12, last.expectations().size());
        assertEquals(11, scenario.in(scenario.variations().get(0)).expectations().size());
    }

    @Test
    void anUnknownFaultNamesTheLineTheStatementTheWordAndTheRemedy() {
        ScenarioError error = error("at 20s explode n1");
        assertEquals(7, error.line());
        assertEquals("at", error.statement());
        assertEquals("explode", error.word());
        String wanted =
                "line 7: at: 'explode': nothing is called so; write one of cut, heal, repair, freeze agent,";
        assertEquals(wanted, error.getMessage().substring(0, wanted.length()));
    }

    @Test
    void whatBefallsThingsOnAHostIsReadAndPrinted() {
        for (String fault :
                List.of(
                        "freeze postgres n1 n2",
                        "start postgres n1",
                        "start host n2",
                        "kill guard n1",
                        "data gone n1",
                        "cut zookeeper to n1 n2",
                        "cut n1 to zookeeper",
                        "cut n1 to n2 n3",
                        "clock n1 back 300s",
                        "clock n1 n2 ahead 1h",
                        "switchover from n1 at 60s",
                        "fill disk n2",
                        "break initdb n1",
                        "hang promote n1 n2",
                        "delete initialize",
                        "tag n1 failover_priority 2 nofailover",
                        "set check_timeline off")) {
            Fault read = FaultParser.parse(new Words(1, "at", fault));
            assertEquals(fault, read.text());
        }
    }

    @Test
    void everyOtherMistakeIsNamed() {
        assertMistake(
                "line 7: at: '20': write a time such as 20s, 500ms, 5min or 1h", "at 20 heal");
        assertMistake(
                "line 7: at: 'n9': no member is called so; see 'members'", "at 20s crash host n9");
        assertMistake(
                "line 7: at: '99s': the scenario ends before it; make 'until' later",
                "at 99s heal");
        assertMistake(
                "line 7: at: something is missing: write a member's name", "at 20s failover to");
        assertMistake(
                "line 7: at: 'now': the statement ends before it; leave it out",
                "at 20s delete lock now");
        assertMistake(
                "line 7: vary: 'fence': no setting is called so; write one of " + Setting.known(),
                "vary fence on | off");
        assertMistake(
                "line 7: expect: 'soon': say when it must hold: one of 'by 20s', 'from 20s to 50s',"
                        + " 'after 20s', 'always', 'never'",
                "expect soon no primary");
        assertMistake(
                "line 7: expect: 'ttl 20s': no 'vary' statement has this value",
                "expect when ttl 20s by 5s no primary");
        assertMistake(
                "line 7: expect: 'no Promote': it needs a time: write 'by 20s' or 'from 20s to"
                        + " 50s'",
                "expect never no Promote");
        assertMistake(
                "line 7: at: 'guard': only 'settings' can say it, for it never changes",
                "at 20s set guard off");
        assertMistake("line 7: seed: say it once only", "seed 2");
        assertMistake(
                "line 8: until: 'and': an indented line continues the statement above, and 'until'"
                        + " takes one line; begin the statement in the first column",
                "until 70s\n   and more");
    }

    private static void assertMistake(String message, String line) {
        assertEquals(message, error(line).getMessage());
    }

    private static ScenarioError error(String line) {
        String text =
                """
                scenario  small
                story     Nothing happens.
                members   n1 primary
                          n2 standby
                seed      1
                until     60s
                """
                        + line
                        + "\n";
        return assertThrows(ScenarioError.class, () -> Scenario.parse(text));
    }

    private static List<MemberName> names(String... names) {
        return List.of(names).stream().map(MemberName::new).toList();
    }

    @Test
    void aPinnedClientIsRead() {
        Scenario scenario = Scenario.parse(FULL);
        assertEquals(
                new Client("B", 10, Optional.of(new MemberName("n1"))), scenario.clients().get(1));
    }
}
