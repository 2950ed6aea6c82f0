package io.matriarch.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody reads who mistypes a scenario: the line, the word, and what was expected. */
final class ScenarioErrorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    At 20s heal              | 'at' is near
                    setings ttl 30s          | 'settings' is near
                    at 20s heel              | 'heal' is near
                    at 20s set tll 30s       | 'ttl' is near
                    expect by 20s no Promot  | 'Promote' is near
                    budget promote 1         | 'Promote' is near
                    rules S20-lock-free-bets | 'S20-lock-free-best' is near
                    """)
    void aWordThatIsAlmostRightIsGuessed(String line, String hint) {
        String message = error(line).getMessage();
        assertTrue(message.contains(", " + hint), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    settings ttl=30s | 'ttl=30s': write a blank between name and value, not =
                    at 20s clock n1 3s | '3s': write 'back' or 'ahead' or 'slow' or 'fast' or \
                    'true' or a member's name: a letter, then letters, digits, _ . -
                    at 20s cut n1 zookeeper | something is missing: write 'from' or 'to', then \
                    'zookeeper' or members' names
                    expect when ttl=20s by 20s no primary | 'ttl=20s': write a blank between what \
                    varies and its value, not =
                    expect by 20s n1 primary timeline 2 | 'timeline': the statement ends before it; \
                    leave it out, or put a comma before it
                    expect from 30s to 20s no primary | '20s': it is before 'from'; write the earlier \
                    time first
                    clients writer A 0/s to the primary | '0/s': write a rate from 1/s to 1000/s such \
                    as 50/s
                    clients writer A 5/s to the primary, writer B | ',': write each client on a line \
                    of its own
                    rules | something is missing: write what it lists, or leave it out
                    at 20s once S20-never on n1 heal | 'S20-never': no rule is called so; \
                    docs/decision-table.md has them all
                    at 99999999999s heal | '99999999999s': write a time such as 20s, 500ms, 5min or 1h
                    """)
    void whatIsExpectedIsSaid(String line, String message) {
        ScenarioError error = error(line);
        assertEquals(6, error.line());
        assertEquals("line 6: %s: %s".formatted(error.statement(), message), error.getMessage());
    }

    @Test
    void aFactThatIsMissingIsNamedWithExamples() {
        String facts =
                "a fact such as 'one primary', 'no primary', 'n2 standby of n1' or 'no Promote'";
        assertEquals(
                "line 6: expect: something is missing: write " + facts,
                error("expect always").getMessage());
        assertEquals(
                "line 6: expect: ',': write " + facts + " here",
                error("expect by 20s, n1 primary").getMessage());
    }

    @Test
    void anUnknownTagIsToldWhichThereAre() {
        String message = error("at 20s tag n1 nofailover=true").getMessage();
        assertEquals(
                "line 6: at: 'nofailover=true': write one of the tags nofailover, noloadbalance,"
                        + " clonefrom, nosync, nostream, or failover_priority, sync_priority,"
                        + " replicatefrom with a value; each member has a line of its own",
                message);
    }

    private static ScenarioError error(String line) {
        String text =
                """
                scenario  small
                story     Nothing happens.
                members   n1 primary
                          n2 standby
                until     60s
                """;
        return assertThrows(ScenarioError.class, () -> Scenario.parse(text + line + "\n"));
    }
}
