package io.matriarch.driver;

import io.matriarch.action.DcsAction;

/**
 * The way to the DCS.
 *
 * <p>{@link #send} returns at once. Every request is answered by exactly one {@code
 * DcsEvent.Answer}, within {@code retry_timeout}: {@code RequestUnsent} when it was certainly not
 * sent, {@code RequestFailed} when its outcome is unknown. Requests of one session are carried out
 * in the order of sending. One that has to wait for its turn is not sent when its permit is over by
 * then. Send times are read before the request leaves. Session events come by themselves; no
 * library retries a request or replaces a node behind the machine's back.
 */
public interface DcsPort {
    void send(DcsAction request);

    /**
     * The session's nodes may go now: called after {@code EndAgent} with {@code closeSession}.
     * Without this call the session is left to the server's expiry.
     */
    void closeSession();
}
