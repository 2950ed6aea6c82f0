package io.matriarch.driver;

import io.matriarch.action.PeerAction;

/**
 * The way to the other members. {@link #ask} returns at once; one {@code PeersAnswered} follows.
 */
public interface PeerPort {
    void ask(PeerAction question);
}
