package io.matriarch.testing.samples;

import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RuleId;
import io.matriarch.value.SystemId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Samples of the types at the bottom, and of those whose texts chance would never hit. */
final class Scalars {
    private static final long HOUR = 3_600_000_000_000L;

    private static final List<String> TEXTS =
            List.of(
                    "",
                    "x",
                    "postgres://10.0.0.1:5432/postgres",
                    "a sentence, with \"quotes\" and a \\",
                    "line\nbreak\ttab\u0001",
                    "Grüße, 世界, \uD83D\uDC18",
                    "null",
                    "{\"@\":\"Tick\"}");

    private static final List<String> NAMES = List.of("n1", "n2", "n3", "pg-4", "Müller 5");

    private static final Map<Class<?>, Function<SplitMix, Object>> SAMPLERS =
            Map.ofEntries(
                    Map.entry(long.class, Scalars::number),
                    Map.entry(Long.class, Scalars::number),
                    Map.entry(int.class, seed -> seed.below(7) - 1),
                    Map.entry(Integer.class, seed -> seed.below(7) - 1),
                    Map.entry(boolean.class, seed -> seed.oneIn(2)),
                    Map.entry(Boolean.class, seed -> seed.oneIn(2)),
                    Map.entry(String.class, seed -> seed.pick(TEXTS)),
                    Map.entry(Duration.class, Scalars::duration),
                    Map.entry(Instant.class, Scalars::instant),
                    Map.entry(Moment.class, Scalars::moment),
                    Map.entry(MemberName.class, seed -> new MemberName(seed.pick(NAMES))),
                    Map.entry(RuleId.class, Scalars::rule),
                    Map.entry(
                            SystemId.class,
                            seed -> new SystemId("740000000000000000" + seed.below(3))));

    private Scalars() {}

    static Optional<Object> sample(Class<?> type, SplitMix seed) {
        return Optional.ofNullable(SAMPLERS.get(type)).map(sampler -> sampler.apply(seed));
    }

    private static Object number(SplitMix seed) {
        return seed.oneIn(4) ? seed.next() : (long) seed.below(5);
    }

    private static Object duration(SplitMix seed) {
        return seed.oneIn(4)
                ? Duration.ofNanos(Long.remainderUnsigned(seed.next(), HOUR))
                : Duration.ofSeconds(seed.below(60));
    }

    private static Object instant(SplitMix seed) {
        Instant second = Instant.ofEpochSecond(1_700_000_000L + seed.below(1_000_000_000));
        return seed.oneIn(2) ? second : second.plusNanos(seed.below(1_000_000_000));
    }

    private static Object moment(SplitMix seed) {
        return seed.oneIn(16)
                ? Moment.NEVER
                : new Moment(Long.remainderUnsigned(seed.next(), 24 * HOUR));
    }

    private static Object rule(SplitMix seed) {
        return new RuleId("S" + (10 + seed.below(90)) + "-sampled");
    }
}
