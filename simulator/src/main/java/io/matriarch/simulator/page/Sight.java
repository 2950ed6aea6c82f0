package io.matriarch.simulator.page;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;

/** How one member's own times and numbers are called on the page. */
interface Sight {
    /** A moment of the member's clock on the page, in milliseconds. */
    long millis(Moment moment);

    /** A time of the page as people read it. */
    String clock(long millis);

    /** A tenure of the lock. */
    String epoch(LockEpoch epoch);
}
