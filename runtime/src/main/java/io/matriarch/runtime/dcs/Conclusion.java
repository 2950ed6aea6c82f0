package io.matriarch.runtime.dcs;

import io.matriarch.event.DcsEvent;
import io.matriarch.value.Moment;

/** How a request ended: an answer that still lacks the moment at which we learn of it. */
@FunctionalInterface
interface Conclusion {
    DcsEvent.Answer at(Moment now);
}
