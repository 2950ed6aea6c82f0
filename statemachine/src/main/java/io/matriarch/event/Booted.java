package io.matriarch.event;

import io.matriarch.state.DurableFacts;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.LocalSettings;
import io.matriarch.value.Moment;
import java.time.Instant;
import java.util.Optional;

/**
 * The agent started: the first event of every run.
 *
 * @param wall wall time
 * @param local its configuration file
 * @param settings the settings to begin with: those remembered from the last run, else {@code
 *     bootstrap.dcs}, else defaults
 * @param durable what survived the last run
 * @param seed for the jitter
 * @param leftUntil until when the run before could write by what it told its guard last, by our
 *     clock; absent when it had no lease, the machine was started since, or nobody knows
 */
public record Booted(
        Moment at,
        Instant wall,
        LocalSettings local,
        DynamicSettings settings,
        DurableFacts durable,
        long seed,
        Optional<Moment> leftUntil)
        implements Event {}
