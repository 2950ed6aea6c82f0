package io.matriarch.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.Action;
import io.matriarch.event.Event;
import io.matriarch.event.Tick;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.testing.samples.Samples;
import io.matriarch.testing.samples.SplitMix;
import io.matriarch.value.Digest;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalCodecTest {
    private static final int SAMPLES = 300;

    static Stream<Class<?>> everyEvent() {
        return Samples.leaves(Event.class).stream();
    }

    static Stream<Class<?>> everyAction() {
        return Samples.leaves(Action.class).stream();
    }

    @ParameterizedTest
    @MethodSource
    void everyEvent(Class<?> leaf) {
        returnsUnchanged(Event.class, leaf);
    }

    @ParameterizedTest
    @MethodSource
    void everyAction(Class<?> leaf) {
        returnsUnchanged(Action.class, leaf);
    }

    @ParameterizedTest
    @MethodSource("everyEntry")
    void everyEntryReturnsUnchangedOnOneLine(Class<?> leaf) {
        for (long seed = 0; seed < SAMPLES; seed++) {
            JournalEntry entry = (JournalEntry) Samples.any(leaf, new SplitMix(seed));
            String line = JournalJson.encode(entry);
            assertEquals(entry, JournalJson.decode(line));
            assertFalse(line.contains("\n"), line);
        }
    }

    static Stream<Class<?>> everyEntry() {
        return Samples.leaves(JournalEntry.class).stream();
    }

    /** The digest walks what a print shows: neither may see more than the other. */
    @Test
    void equalPrintsMeanEqualDigestsAndDifferentOnesDifferentDigests() {
        List<Class<?>> kinds = stateAndItsParts();
        int equalPrints = 0;
        for (Class<?> kind : kinds) {
            Map<String, Long> digests = new HashMap<>();
            int count = 1 + 100_000 / kinds.size();
            for (int seed = 0; seed < count; seed++) {
                Object value = Samples.any(kind, new SplitMix(seed));
                Long known = digests.put(print(kind, value), Digest.of(value));
                assertTrue(known == null || known == Digest.of(value), value.toString());
            }
            assertEquals(digests.size(), Set.copyOf(digests.values()).size(), kind.toString());
            equalPrints += count - digests.size();
        }
        assertTrue(equalPrints > 1000, equalPrints + " equal prints are too few to show anything");
    }

    private static List<Class<?>> stateAndItsParts() {
        List<Class<?>> kinds = new ArrayList<>(List.of(NodeState.class));
        for (RecordComponent part : NodeState.class.getRecordComponents()) {
            if (part.getType().isRecord() || part.getType().isSealed()) {
                kinds.add(part.getType());
            }
        }
        return kinds;
    }

    private static <T> String print(Class<T> kind, Object value) {
        return RecordJson.write(kind, kind.cast(value));
    }

    @Test
    void nothingThatEntersTheJournalHasAPlaceForAPassword() {
        Pattern secret = Pattern.compile("(?i).*(passw|passfile|secret|credential|token).*");
        Set<Class<?>> seen = new HashSet<>();
        List<String> found = new ArrayList<>();
        walk(
                JournalEntry.class,
                seen,
                component -> {
                    if (secret.matcher(component.getName()).matches()) {
                        found.add(component.toString());
                    }
                });
        assertEquals(List.of(), found);
        assertTrue(seen.size() > 80, seen.toString());
    }

    private static void walk(Type type, Set<Class<?>> seen, Consumer<RecordComponent> visitor) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                walk(argument, seen, visitor);
            }
        } else if (type instanceof Class<?> plain && seen.add(plain)) {
            if (plain.isSealed()) {
                Samples.leaves(plain).forEach(leaf -> walk(leaf, seen, visitor));
            } else if (plain.isRecord()) {
                for (RecordComponent component : plain.getRecordComponents()) {
                    visitor.accept(component);
                    walk(component.getGenericType(), seen, visitor);
                }
            }
        }
    }

    @Test
    void extremeNumbersAndMomentsReturnUnchanged() {
        for (long number : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -1, 0, 1L << 53}) {
            Tick tick = new Tick(new Moment(number), Instant.ofEpochSecond(0, 999_999_999));
            assertEquals(tick, RecordJson.read(Event.class, RecordJson.write(Event.class, tick)));
        }
        for (Instant wall : List.of(Instant.MIN, Instant.MAX)) {
            Tick tick = new Tick(Moment.ZERO, wall);
            assertEquals(tick, RecordJson.read(Event.class, RecordJson.write(Event.class, tick)));
        }
    }

    @Test
    void theLineIsReadableForPeople() {
        Tick tick = new Tick(Moment.ofMillis(1500), Instant.parse("2025-01-02T03:04:05Z"));
        assertEquals(
                "{\"@\":\"Tick\",\"at\":1500000000,\"wall\":\"2025-01-02T03:04:05Z\"}",
                RecordJson.write(Event.class, tick));
    }

    @Test
    void unknownFieldsArePassedOverAndMissingOnesAreEmpty() {
        DurableFacts read =
                RecordJson.read(
                        DurableFacts.class,
                        "{\"unfinished\":\"REWIND\",\"highestEpoch\":7,\"later\":{\"a\":[1]}}");
        assertEquals(
                new DurableFacts(
                        Optional.of(new LockEpoch(7)),
                        Optional.empty(),
                        DurableFacts.Unfinished.REWIND,
                        Optional.empty(),
                        "",
                        false,
                        Optional.empty()),
                read);
    }

    @Test
    void whatHasNoEmptyValueMustBeThere() {
        assertEquals(
                "Tick.wall: is missing", complaint(() -> readEvent("{\"@\":\"Tick\",\"at\":1}")));
        assertEquals(
                "MemberRecord.state: is missing",
                complaint(() -> RecordJson.read(MemberRecord.class, "{}")));
    }

    @Test
    void nonsenseIsRefusedWithThePlaceOfTheTrouble() {
        assertEquals(
                "Tick.at: not a whole number: \"soon\"",
                complaint(() -> readEvent("{\"@\":\"Tick\",\"at\":\"soon\"}")));
        assertEquals(
                "Tick.wall: not an ISO-8601 instant: \"today\"",
                complaint(() -> readEvent("{\"@\":\"Tick\",\"wall\":\"today\"}")));
        assertEquals(
                "no known Event: {\"@\":\"Doomed\"}",
                complaint(() -> readEvent("{\"@\":\"Doomed\"}")));
        assertTrue(complaint(() -> readEvent("{\"@\":\"Ti")).startsWith("not JSON: "));
        assertTrue(complaint(() -> readEvent("")).startsWith("no "));
        assertTrue(complaint(() -> readEvent("[]")).startsWith("no known Event"));
    }

    private static Event readEvent(String json) {
        return RecordJson.read(Event.class, json);
    }

    private static String complaint(Runnable reading) {
        return assertThrows(IllegalArgumentException.class, reading::run).getMessage();
    }

    private static <T> void returnsUnchanged(Class<T> family, Class<?> leaf) {
        for (long seed = 0; seed < SAMPLES; seed++) {
            T value = family.cast(Samples.any(leaf, new SplitMix(seed)));
            String json = RecordJson.write(family, value);
            T twin = RecordJson.read(family, json);
            assertEquals(value, twin, json);
            assertEquals(Digest.of(value), Digest.of(twin), json);
            assertEquals(value.getClass(), leaf);
        }
    }
}
