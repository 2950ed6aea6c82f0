package io.matriarch.value;

/**
 * One long piece of work on the data directory.
 *
 * @param number unique within one run of an agent
 */
public record OperationId(long number) implements Comparable<OperationId> {
    @Override
    public int compareTo(OperationId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
