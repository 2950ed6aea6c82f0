package io.matriarch.runtime.dcs;

import io.matriarch.event.DcsEvent;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import io.matriarch.value.SessionId;

/**
 * A request on its way.
 *
 * @param request its number
 * @param at the clock before it was sent
 * @param connection that it was sent on
 * @param session that it was sent in
 */
record Sent(RequestId request, Moment at, long connection, SessionId session) {
    Conclusion written() {
        return now -> new DcsEvent.Written(now, request, at, connection);
    }

    Conclusion refused(String why) {
        return now -> new DcsEvent.WriteRefused(now, request, at, connection, why);
    }

    Conclusion failed(String why) {
        return now -> new DcsEvent.RequestFailed(now, request, why);
    }
}
