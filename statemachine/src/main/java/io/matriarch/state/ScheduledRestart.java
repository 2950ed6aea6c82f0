package io.matriarch.state;

import java.time.Instant;
import java.util.Optional;

/**
 * A restart that waits for its time.
 *
 * @param at when
 * @param wish what kind
 * @param postmaster when the server was started that is to be restarted: another one is not
 */
public record ScheduledRestart(Instant at, RestartWish wish, Optional<Instant> postmaster) {}
