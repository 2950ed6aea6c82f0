package io.matriarch.state;

import io.matriarch.value.Moment;
import java.util.Optional;

/**
 * What this agent does on an operator's order, beyond what keeps the cluster well by itself.
 *
 * @param asked an order that was neither taken on nor refused yet
 * @param task the order that is being carried out
 * @param schedule a restart that waits for its time
 * @param leavingSince when the agent was asked to stop
 */
public record Orders(
        Optional<Order> asked,
        Task task,
        Optional<ScheduledRestart> schedule,
        Optional<Moment> leavingSince) {
    public static final Orders NONE =
            new Orders(Optional.empty(), new Task.None(), Optional.empty(), Optional.empty());

    public Orders withAsked(Order value) {
        return new Orders(Optional.of(value), task, schedule, leavingSince);
    }

    /** What was asked is answered, or taken on. */
    public Orders answered() {
        return new Orders(Optional.empty(), task, schedule, leavingSince);
    }

    public Orders with(Task value) {
        return new Orders(asked, value, schedule, leavingSince);
    }

    public Orders withSchedule(Optional<ScheduledRestart> value) {
        return new Orders(asked, task, value, leavingSince);
    }

    public Orders leaving(Moment since) {
        return new Orders(asked, task, schedule, Optional.of(since));
    }
}
