package io.matriarch.simulator.sometimes;

import java.util.function.Predicate;

/** Two things at once that rarely come together. */
sealed interface Coincidence {
    /** What came together, as a sentence without its full stop. */
    String what();

    /** One that shows when a member takes a step. */
    record OfStep(String what, Predicate<Glance> met) implements Coincidence {}

    /** One that shows when something befalls the world. */
    record OfBlow(String what, Predicate<Blow> met) implements Coincidence {}
}
