package io.matriarch.value;

/**
 * The name of a rule, such as {@code S20-lock-free-best}: in the table, the journal, the log and
 * the scenarios. Never reused.
 *
 * @param text a section's letter, a two-digit number, a hyphen, words
 */
public record RuleId(String text) implements Comparable<RuleId> {
    public RuleId {
        if (!text.matches("[A-Z][0-9]{2}-[a-z0-9-]+")) {
            throw new IllegalArgumentException("not a rule id: '" + text + "'");
        }
    }

    @Override
    public int compareTo(RuleId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
