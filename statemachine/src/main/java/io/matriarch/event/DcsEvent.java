package io.matriarch.event;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Lock;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import io.matriarch.value.Revision;
import io.matriarch.value.SessionId;
import java.time.Duration;
import java.util.Optional;

/** What the DCS, or our connection to it, did. */
public sealed interface DcsEvent extends Event {
    /**
     * A connection stands: a new session, the same one again, or one taken over from our last run.
     *
     * @param sentAt before the connection was asked for
     * @param session whose nodes are ours
     * @param connection grows with each connection of this run
     * @param timeout the negotiated session timeout
     * @param isNew whether the session was created by this connection, so that the server's expiry
     *     clock cannot count from before {@code sentAt}
     */
    record SessionConnected(
            Moment at,
            Moment sentAt,
            SessionId session,
            long connection,
            Duration timeout,
            boolean isNew)
            implements DcsEvent {}

    /** The connection broke; the session may live on. Every unanswered request fails by itself. */
    record SessionSuspended(Moment at) implements DcsEvent {}

    /** The server said that the session is over: its nodes are gone. */
    record SessionLost(Moment at) implements DcsEvent {}

    /** Something that we watch changed. */
    record DcsNoticed(Moment at) implements DcsEvent {}

    /**
     * What we own was moved to a new session, and the old one is closed. A confirmed write of the
     * new session.
     *
     * @param sentAt before the new session was asked for
     * @param session the new one
     * @param connection its connection
     * @param timeout as the server granted it
     * @param tenure of our lock, when it was moved with us
     */
    record SessionMoved(
            Moment at,
            RequestId request,
            Moment sentAt,
            SessionId session,
            long connection,
            Duration timeout,
            Optional<LockEpoch> tenure)
            implements Answer {}

    /** A request came to its end. */
    sealed interface Answer extends DcsEvent {
        /** The request. */
        RequestId request();
    }

    /** The server answered: a sign of life of this session on this connection. */
    sealed interface Contact extends Answer {
        /** Before the request was sent. */
        Moment sentAt();

        /** The connection that it was sent and answered on. */
        long connection();
    }

    /** All keys were read, in the order of contract 1.10. */
    record ClusterRead(
            Moment at, RequestId request, Moment sentAt, long connection, ClusterView view)
            implements Contact {}

    /** A request without effect was answered. */
    record SessionTouched(Moment at, RequestId request, Moment sentAt, long connection)
            implements Contact {}

    /**
     * Our member node was written through a quorum, then the lock was read on the same session.
     *
     * @param lock what the read showed
     */
    record MemberWritten(Moment at, RequestId request, Moment sentAt, long connection, Lock lock)
            implements Contact {}

    /** The lock was created for our session. */
    record LockTaken(Moment at, RequestId request, Moment sentAt, long connection, LockEpoch epoch)
            implements Contact {}

    /**
     * The lock was not created: somebody has it, or what the request was judged on has changed.
     *
     * @param why for the log
     */
    record LockRefused(Moment at, RequestId request, Moment sentAt, long connection, String why)
            implements Contact {}

    /** Our lock was deleted as ordered. */
    record LockReleased(Moment at, RequestId request, Moment sentAt, long connection)
            implements Contact {}

    /** The claim to make the cluster is ours. */
    record InitializeClaimed(
            Moment at, RequestId request, Moment sentAt, long connection, Revision revision)
            implements Contact {}

    /** Any other write was done. */
    record Written(Moment at, RequestId request, Moment sentAt, long connection)
            implements Contact {}

    /** Any other write was refused: what it was judged on has changed. */
    record WriteRefused(Moment at, RequestId request, Moment sentAt, long connection, String why)
            implements Contact {}

    /**
     * No answer: connection lost, or none in time. The request may have had its effect, or may
     * still have it.
     */
    record RequestFailed(Moment at, RequestId request, String why) implements Answer {}

    /** The request was never sent, so it has no effect: not connected, or its permit was over. */
    record RequestUnsent(Moment at, RequestId request, String why) implements Answer {}
}
