package io.matriarch.value;

import java.time.Duration;

/** Arithmetic with spans of time. */
public final class Times {
    private Times() {}

    /**
     * One of so many equal parts, rounded towards zero to a nanosecond: what {@link
     * Duration#dividedBy(long)} says, without its detour over decimal numbers.
     *
     * @throws ArithmeticException for a span of more than 292 years, or for no parts at all
     */
    public static Duration part(Duration whole, int parts) {
        return Duration.ofNanos(whole.toNanos() / parts);
    }
}
