package io.matriarch.state;

import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Our session with the DCS. */
public sealed interface Session {
    /**
     * None: never connected, or the last one is over.
     *
     * @param since when that became known
     */
    record None(Moment since) implements Session {}

    /**
     * A session that may be alive.
     *
     * @param id whose nodes are ours
     * @param connection counts the connections of this run; answers of an earlier one prove nothing
     *     about this one
     * @param connected whether the connection stands
     * @param timeout the smallest timeout negotiated since the session began
     * @param answered send times of requests answered on this connection, oldest first, at most
     *     {@link #REMEMBERED}
     * @param base the moment from which the server's expiry clock provably counts at the earliest;
     *     absent until a write of our own was confirmed
     * @param renewedAt send time of the newest confirmed write
     */
    record Live(
            SessionId id,
            long connection,
            boolean connected,
            Duration timeout,
            List<Moment> answered,
            Optional<Moment> base,
            Optional<Moment> renewedAt)
            implements Session {
        public Live {
            answered = List.copyOf(answered);
        }
    }

    /** How many send times are remembered: more than two report delays of the busiest member. */
    int REMEMBERED = 32;

    /** Whether requests can be sent now. */
    default boolean isConnected() {
        return this instanceof Live live && live.connected();
    }
}
