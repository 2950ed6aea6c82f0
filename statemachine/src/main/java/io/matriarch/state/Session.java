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
     * @param since before this connection was asked for: its set-up reached the server that expires
     *     sessions, once a write on it is confirmed
     * @param connected whether the connection stands
     * @param timeout the smallest timeout negotiated since the session began
     * @param answered send times of requests answered on this connection, oldest first, at most
     *     {@link #REMEMBERED}
     * @param base the moment from which the server's expiry clock provably counts at the earliest;
     *     absent until a write of our own was confirmed
     * @param renewedAt send time of the newest confirmed write
     * @param ttl the setting that the session was made for, or was last tried to be moved for; a
     *     server may grant another timeout
     */
    record Live(
            SessionId id,
            long connection,
            Moment since,
            boolean connected,
            Duration timeout,
            List<Moment> answered,
            Optional<Moment> base,
            Optional<Moment> renewedAt,
            Duration ttl)
            implements Session {
        public Live {
            answered = List.copyOf(answered);
        }

        public Live disconnected() {
            return new Live(id, connection, since, false, timeout, List.of(), base, renewedAt, ttl);
        }

        public Live answeredAt(List<Moment> times) {
            return new Live(id, connection, since, connected, timeout, times, base, renewedAt, ttl);
        }

        public Live confirmed(Optional<Moment> provenBase, Moment writtenAt) {
            return new Live(
                    id,
                    connection,
                    since,
                    connected,
                    timeout,
                    answered,
                    provenBase,
                    Optional.of(writtenAt),
                    ttl);
        }

        /** The same once it was tried to move it for this setting. */
        public Live triedFor(Duration setting) {
            return new Live(
                    id, connection, since, connected, timeout, answered, base, renewedAt, setting);
        }
    }

    /** The shortest time between two send times that are remembered. */
    Duration GRAIN = Duration.ofMillis(100);

    /** How many are remembered: enough for more than one report delay of the busiest member. */
    int REMEMBERED = 64;

    /** Whether requests can be sent now. */
    default boolean isConnected() {
        return this instanceof Live live && live.connected();
    }
}
