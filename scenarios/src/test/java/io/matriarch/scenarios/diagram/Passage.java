package io.matriarch.scenarios.diagram;

/**
 * A member's way from one phase to another.
 *
 * @param ordered whether a rule ordered it; else the member found itself there
 */
record Passage(Phase from, Phase to, boolean ordered) implements Comparable<Passage> {
    @Override
    public int compareTo(Passage other) {
        int first = from.compareTo(other.from);
        int second = first == 0 ? to.compareTo(other.to) : first;
        return second == 0 ? Boolean.compare(other.ordered, ordered) : second;
    }
}
