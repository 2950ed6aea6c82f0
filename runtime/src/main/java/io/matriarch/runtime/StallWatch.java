package io.matriarch.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends the process when its loop hangs for a session timeout: else the client library's pings would
 * keep the session, and with it the lock, alive for a member that does nothing any more.
 */
final class StallWatch {
    private static final long LOOK_MILLIS = 200;

    private final Agent agent;
    private final Consumer<String> end;

    /**
     * @param end ends the process; is given the reason
     */
    StallWatch(Agent agent, Consumer<String> end) {
        this.agent = agent;
        this.end = end;
    }

    void start() {
        Thread.ofPlatform().name("stall-watch").daemon().start(this::watch);
    }

    private void watch() {
        try {
            while (!isStalled()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException _) {
            return;
        }
        Duration timeout = agent.progress().state().timeout();
        end.accept(
                "the agent took no step for "
                        + timeout.toSeconds()
                        + " s after one was due; it ends so that its lock can expire");
    }

    boolean isStalled() {
        return agent.overdue().compareTo(agent.progress().state().timeout()) >= 0;
    }
}
