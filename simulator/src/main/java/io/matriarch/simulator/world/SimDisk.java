package io.matriarch.simulator.world;

import io.matriarch.event.PostgresEvent.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The disk that a data directory is on. */
final class SimDisk {
    private final List<Consumer<Result>> waiting = new ArrayList<>();
    private boolean full;
    private boolean stalled;
    private boolean dying;

    boolean isFull() {
        return full;
    }

    boolean isStalled() {
        return stalled;
    }

    void full(boolean value) {
        full = value;
    }

    void stall() {
        stalled = true;
    }

    /** Whoever waits gets on. */
    void resume() {
        stalled = false;
        dying = false;
        tellAll(Result.DONE);
    }

    /** A kill of processes that wait for the disk is pending until it answers. */
    void serverKilled() {
        dying |= stalled;
    }

    /** Whether killed processes are left, which run no code of their own any more. */
    boolean hasDying() {
        return dying;
    }

    /** Nothing outlives a loss of power. */
    void powerLost() {
        dying = false;
    }

    /** The server that they had asked has ended. */
    void serverEnded() {
        tellAll(Result.UNTRIED);
    }

    /** Writes something small and tells what became of it, now or when the stall is over. */
    void write(Consumer<Result> whenDone) {
        if (stalled) {
            waiting.add(whenDone);
        } else {
            whenDone.accept(full ? Result.DISK_FULL : Result.DONE);
        }
    }

    private void tellAll(Result result) {
        List<Consumer<Result>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.accept(result));
    }
}
