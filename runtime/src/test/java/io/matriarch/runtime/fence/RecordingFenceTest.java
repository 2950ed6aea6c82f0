package io.matriarch.runtime.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.FenceAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.FenceEvent;
import io.matriarch.testing.Await;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class RecordingFenceTest {
    private static final Clock CLOCK = () -> new Moment(7);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch dead = new CountDownLatch(1);

    @Test
    void ordersAreEchoedAtOnceAndTheGreatestSequenceCounts() {
        try (RecordingFence fence = new RecordingFence(dead::await, CLOCK, events::add)) {
            FenceAction.ArmFence second = new FenceAction.ArmFence(2, new Moment(100));
            fence.order(second);
            fence.order(new FenceAction.ArmFence(1, new Moment(900)));
            assertEquals(Optional.of(second), fence.armed());
            fence.order(new FenceAction.DisarmFence(3));
            assertEquals(Optional.empty(), fence.armed());
            assertEquals(
                    List.of(
                            new FenceEvent.FenceArmed(new Moment(7), 2, new Moment(100)),
                            new FenceEvent.FenceArmed(new Moment(7), 1, new Moment(900)),
                            new FenceEvent.FenceDisarmed(new Moment(7), 3)),
                    events);
        }
    }

    @Test
    void aLimitShortensWhatIsArmedAndNeverLengthensIt() {
        try (RecordingFence fence = new RecordingFence(dead::await, CLOCK, events::add)) {
            fence.order(new FenceAction.LimitFence(1, new Moment(500)));
            fence.order(new FenceAction.LimitFence(2, new Moment(300)));
            fence.order(new FenceAction.LimitFence(3, new Moment(900)));
            assertEquals(
                    List.of(
                            new FenceEvent.FenceArmed(new Moment(7), 1, new Moment(500)),
                            new FenceEvent.FenceArmed(new Moment(7), 2, new Moment(300)),
                            new FenceEvent.FenceArmed(new Moment(7), 3, new Moment(300))),
                    events);
            assertEquals(Optional.of(new FenceAction.ArmFence(3, new Moment(300))), fence.armed());
        }
    }

    @Test
    void fencedIsSaidOnlyWhenNobodyLives() {
        try (RecordingFence fence = new RecordingFence(dead::await, CLOCK, events::add)) {
            fence.order(new FenceAction.ArmFence(1, new Moment(100)));
            events.clear();
            fence.order(new FenceAction.FenceNow("the lease is over"));
            assertEquals(List.of(), events);
            assertEquals(Optional.empty(), fence.armed());
            dead.countDown();
            Await.until(Duration.ofSeconds(10), () -> !events.isEmpty());
            assertEquals(List.of(new FenceEvent.Fenced(new Moment(7))), events);
        }
    }
}
