package io.matriarch.event;

import io.matriarch.state.DurableFacts;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.LocalSettings;
import io.matriarch.value.Moment;
import java.time.Instant;

/**
 * The agent started: the first event of every run.
 *
 * @param wall wall time
 * @param local its configuration file
 * @param settings the settings to begin with: those remembered from the last run, else {@code
 *     bootstrap.dcs}, else defaults
 * @param durable what survived the last run
 * @param seed for the jitter
 */
public record Booted(
        Moment at,
        Instant wall,
        LocalSettings local,
        DynamicSettings settings,
        DurableFacts durable,
        long seed)
        implements Event {}
