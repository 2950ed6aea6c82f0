package io.matriarch.driver;

import io.matriarch.action.WatchdogAction;

/**
 * The way to the kernel's watchdog. {@link #order} returns at once; orders are carried out one
 * after the other, and each is echoed by one event. When this process dies in whatever way, the
 * watchdog counts on.
 */
public interface WatchdogPort {
    void order(WatchdogAction order);
}
