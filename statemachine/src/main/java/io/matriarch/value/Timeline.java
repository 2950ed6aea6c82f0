package io.matriarch.value;

/**
 * A PostgreSQL timeline: each promotion begins a new one with a greater number.
 *
 * @param number 1 or more
 */
public record Timeline(int number) implements Comparable<Timeline> {
    public static final Timeline FIRST = new Timeline(1);

    public Timeline {
        if (number < 1) {
            throw new IllegalArgumentException("a timeline is 1 or more, not " + number);
        }
    }

    public Timeline next() {
        return new Timeline(number + 1);
    }

    public Timeline max(Timeline other) {
        return number >= other.number ? this : other;
    }

    @Override
    public int compareTo(Timeline other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
