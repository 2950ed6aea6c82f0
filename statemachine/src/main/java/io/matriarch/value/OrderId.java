package io.matriarch.value;

/**
 * One order that an operator gave to this agent directly; the answer carries the same number.
 *
 * @param number unique within one run of an agent
 */
public record OrderId(long number) {
    @Override
    public String toString() {
        return Long.toString(number);
    }
}
