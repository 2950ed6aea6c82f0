package io.matriarch.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.event.DcsEvent;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.NodeState;
import io.matriarch.testing.Story;
import io.matriarch.value.SessionId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timeouts that are too short to renew a lease in (lease.md L15). */
class SafeTimeoutTest {
    private static final DynamicSettings DEFAULTS = DynamicSettings.DEFAULTS;

    @ParameterizedTest
    @CsvSource({
        // report delay in ms, loop_wait in s, smallest timeout in s
        "    0, 10,  6",
        "  200, 10,  8",
        " 2000, 10, 18",
        " 2000,  1, 12",
        " 3000, 10, 24",
        " 5000, 10, 36",
        "10000, 10, 63",
        "10000,  1, 36",
    })
    void theSmallestIsKnownFromReportDelayAndLoopWait(
            long reportMillis, long loopSeconds, long seconds) {
        assertEquals(
                Duration.ofSeconds(seconds),
                SafeTimeout.smallest(
                        Duration.ofMillis(reportMillis), Duration.ofSeconds(loopSeconds)));
    }

    @ParameterizedTest
    @CsvSource({"200, 4", "2000, 23", "3000, 33"})
    void anElectionIsOutlastedByALongerOne(long reportMillis, long seconds) {
        assertEquals(
                Duration.ofSeconds(seconds),
                SafeTimeout.outlasting(Duration.ofMillis(reportMillis)));
    }

    /** The shortest ttl that is taken (contract 2.1) suits ZooKeeper's own default tickTime. */
    @Test
    void theShortestTtlSuitsTheUsualTickTime() {
        DynamicSettings shortest = ttl(20);
        assertEquals(shortest, SafeTimeout.applied(shortest, Duration.ofSeconds(2)));
    }

    @Test
    void aTtlThatIsTooShortIsRaisedAndNothingElse() {
        DynamicSettings used = SafeTimeout.applied(ttl(20), Duration.ofSeconds(10));
        assertEquals(ttl(63), used);
    }

    @Test
    void aLongOneIsLeftAlone() {
        assertEquals(ttl(64), SafeTimeout.applied(ttl(64), Duration.ofSeconds(10)));
    }

    @Test
    void theDefaultsGiveNoReasonToComplain() {
        assertEquals(Optional.empty(), SafeTimeout.complaint(Story.booted().connected().state()));
    }

    @Test
    void aSessionThatTheServersCutShortIsComplainedOf() {
        NodeState state =
                Story.booted()
                        .then(
                                new DcsEvent.SessionConnected(
                                        at(100.5),
                                        at(100.1),
                                        new SessionId(7),
                                        1,
                                        Duration.ofSeconds(10),
                                        true))
                        .state();
        String words = SafeTimeout.complaint(state).orElseThrow();
        assertTrue(words.contains("10 s") && words.contains("18 s"), words);
        assertTrue(words.contains("report_delay 2 s"), words);
        assertTrue(words.contains("maxSessionTimeout"), words);
    }

    @Test
    void aTtlBelowAnElectionIsComplainedOf() {
        NodeState state = Story.booted().state();
        String words = SafeTimeout.complaint(state.with(ttl(20))).orElseThrow();
        assertTrue(words.startsWith("ttl: 20 s") && words.endsWith("at least 23 s"), words);
    }

    private static io.matriarch.value.Moment at(double second) {
        return io.matriarch.testing.Facts.at(second);
    }

    private static DynamicSettings ttl(long seconds) {
        return DEFAULTS.withTiming(
                Duration.ofSeconds(seconds), DEFAULTS.loopWait(), DEFAULTS.retryTimeout());
    }
}
