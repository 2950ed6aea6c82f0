package io.matriarch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.value.Moment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NameGateTest {
    private final List<Event> inside = new ArrayList<>();
    private final NameGate gate = new NameGate(inside::add);

    @Test
    void nothingPassesBeforeTheNameIsKnownToBeOurs() {
        gate.accept(at(1));
        assertEquals(List.of(), inside);
    }

    @Test
    void whatWasHeldBackPassesInItsOrderBeforeWhatComesLater() {
        gate.accept(at(1));
        gate.accept(at(2));
        gate.open();
        gate.accept(at(3));
        assertEquals(List.of(at(1), at(2), at(3)), inside);
    }

    private static Event at(long nanos) {
        return new DcsEvent.DcsNoticed(new Moment(nanos));
    }
}
