package io.matriarch.simulator.sometimes;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The coincidences that a search must have met. */
public final class Coincidences {
    private Coincidences() {}

    /** What each of them is, in a fixed order. */
    public static Set<String> all() {
        Set<String> all = new LinkedHashSet<>();
        Stream.concat(StepCoincidences.ALL.stream(), BlowCoincidences.ALL.stream())
                .forEach(one -> all.add(one.what()));
        return Collections.unmodifiableSet(all);
    }
}
