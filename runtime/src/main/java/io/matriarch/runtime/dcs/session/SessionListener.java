package io.matriarch.runtime.dcs.session;

import io.matriarch.event.DcsEvent;
import io.matriarch.value.Moment;

/** Who is told of connections. Called in order, never by two threads at once; must not block. */
public interface SessionListener {
    /**
     * The connection is of no more use: called before {@link #session} tells why.
     *
     * @param why for answers to requests under way
     */
    void connectionOver(String why);

    /** The session's state changed. */
    void session(DcsEvent event);

    /**
     * When the newest request that was answered on the present connection was sent; {@link
     * Moment#ZERO} when there was none.
     */
    Moment newestAnswered();
}
