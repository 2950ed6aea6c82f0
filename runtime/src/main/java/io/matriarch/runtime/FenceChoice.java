package io.matriarch.runtime;

import io.matriarch.driver.Clock;
import io.matriarch.runtime.config.AgentConfig;
import io.matriarch.runtime.fence.GuardFence;
import io.matriarch.runtime.fence.GuardPlaces;
import io.matriarch.runtime.fence.LocalFence;
import io.matriarch.runtime.fence.RecordingFence;
import io.matriarch.runtime.postgres.Places;
import io.matriarch.runtime.postgres.ServerKill;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which fence a member has: {@code guard.mode}. */
final class FenceChoice {
    private static final Logger LOG = LoggerFactory.getLogger(FenceChoice.class);

    private FenceChoice() {}

    /**
     * The fence; a guard is taken over or started at once.
     *
     * @throws FatalException when a guard is asked for and there is no program for it
     */
    static LocalFence of(
            AgentConfig config, Places places, ServerKill kill, Clock clock, Inbox inbox)
            throws FatalException {
        if (!config.guarded()) {
            LOG.warn(
                    "guard.mode is off: nothing ends the writing of PostgreSQL when this agent"
                            + " hangs or dies, but the kernel's watchdog where there is one");
            return new RecordingFence(kill, clock, inbox);
        }
        Path program = GuardPlaces.ownProgram();
        if (!Files.isExecutable(program)) {
            throw new FatalException(
                    "guard.mode is on and "
                            + program
                            + " cannot be run: build or install it, or write off");
        }
        return new GuardFence(GuardPlaces.of(places, program), kill, clock, inbox);
    }
}
