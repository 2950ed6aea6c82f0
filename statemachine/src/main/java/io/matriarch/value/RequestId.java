package io.matriarch.value;

/**
 * One request to the DCS or to the peers; its answer carries the same number.
 *
 * @param number unique within one run of an agent
 */
public record RequestId(long number) implements Comparable<RequestId> {
    @Override
    public int compareTo(RequestId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
