package io.matriarch.runtime.journal;

import io.matriarch.driver.Journal;
import io.matriarch.event.Event;
import io.matriarch.event.Tick;
import io.matriarch.machine.Genesis;
import io.matriarch.machine.Machine;
import io.matriarch.machine.Step;
import io.matriarch.state.NodeState;
import io.matriarch.value.Digest;
import io.matriarch.value.Moment;
import java.time.Instant;

/** Steps the machine once per second and records it in a journal as the driver does. */
final class Recording {
    private final Journal journal;
    private NodeState state = Genesis.state();
    private int seconds;

    Recording(Journal journal) {
        this.journal = journal;
        journal.snapshot(state);
    }

    /** Takes this many steps; returns the number of the last one. */
    int steps(int count) {
        for (int i = 0; i < count; i++) {
            seconds++;
            Event event = tick(seconds);
            Step step = Machine.step(state, event);
            if (journal.wantsSnapshot()) {
                journal.snapshot(state);
            }
            journal.append(event, step.rules(), Digest.of(step.next(), step.actions()));
            state = step.next();
        }
        return seconds;
    }

    static Event tick(int second) {
        return new Tick(Moment.ofMillis(1000L * second), Instant.ofEpochSecond(second));
    }
}
