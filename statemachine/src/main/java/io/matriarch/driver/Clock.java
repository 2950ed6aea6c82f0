package io.matriarch.driver;

import io.matriarch.value.Moment;

/** The monotonic clock that a frozen agent cannot hold back (CLOCK_BOOTTIME). */
public interface Clock {
    Moment now();
}
