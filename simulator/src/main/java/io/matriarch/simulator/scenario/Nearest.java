package io.matriarch.simulator.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant who wrote a word that is none. */
final class Nearest {
    /** So many letters of a word may be wrong. */
    private static final int FAR = 2;

    private Nearest() {}

    /** For the middle of an error message: which known word is near; empty when none is. */
    static String hint(String word, Collection<String> known) {
        return of(word, known).map(near -> ", '" + near + "' is near").orElse("");
    }

    /** The known word that needs the fewest changes, capitals aside; absent when all are far. */
    static Optional<String> of(String word, Collection<String> known) {
        int most = Math.min(FAR, word.length() / 2);
        return known.stream()
                .filter(one -> distance(word, one) <= most)
                .min(
                        Comparator.comparingInt((String one) -> distance(word, one))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be put in, taken out or changed. */
    private static int distance(String first, String second) {
        String one = first.toLowerCase(Locale.ROOT);
        String other = second.toLowerCase(Locale.ROOT);
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
