package io.matriarch.judge;

import io.matriarch.state.Presence;

/**
 * The situation of a member that does not take part.
 *
 * @param presence not yet, or no longer
 */
public record AsideSituation(Presence presence) implements Situation {}
