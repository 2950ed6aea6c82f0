package io.matriarch.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for a condition of the real world, with a deadline. */
public final class Await {
    private static final long POLL_MILLIS = 10;

    private Await() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @throws AssertionError when it does not hold by the deadline, or fails
     */
    public static void until(Duration patience, Callable<Boolean> condition) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError("not within " + patience);
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (Exception e) {
            throw new AssertionError("the condition failed", e);
        }
    }
}
