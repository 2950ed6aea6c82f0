package io.matriarch.runtime;

import io.matriarch.action.AgentAction;
import io.matriarch.driver.AgentPort;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.state.Callback;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs callbacks, each in a session of its own, and waits for none. A new one kills the one that
 * still runs, with its children; one about a reload kills one about a reload only (contract 2.21).
 * A callback outlives the agent.
 */
final class CallbackRunner implements AgentPort {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackRunner.class);

    private final SortedMap<Callback, List<String>> commands;
    private final Map<Lane, Process> running = new EnumMap<>(Lane.class);

    /** Callbacks of one lane follow each other. */
    private enum Lane {
        LIFE,
        RELOAD
    }

    /**
     * @param commands the words of each configured command
     */
    CallbackRunner(SortedMap<Callback, List<String>> commands) {
        this.commands = commands;
    }

    @Override
    public void order(AgentAction order) {
        switch (order) {
            case AgentAction.RunCallback run -> run(run);
            case AgentAction.Answer _, AgentAction.EndAgent _ -> {}
        }
    }

    private void run(AgentAction.RunCallback order) {
        Lane lane = order.callback() == Callback.ON_RELOAD ? Lane.RELOAD : Lane.LIFE;
        Optional.ofNullable(running.remove(lane)).ifPresent(CallbackRunner::kill);
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(commands.getOrDefault(order.callback(), List.of()));
        command.addAll(List.of(order.callback().word(), order.role(), order.scope()));
        String what = order.callback().word() + " " + order.role();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            LOG.info("callback {}: pid {}", what, process.pid());
            running.put(lane, process);
            process.onExit().thenAccept(ended -> tell(what, ended.exitValue()));
        } catch (IOException e) {
            LOG.error("callback {} cannot be run: {}", what, e.getMessage());
        }
    }

    private static void tell(String what, int exitValue) {
        if (exitValue == 0) {
            LOG.info("callback {} ended well", what);
        } else {
            LOG.warn("callback {} ended with exit code {}", what, exitValue);
        }
    }

    /** Kills it and its group: its children share the session that it leads. */
    private static void kill(Process process) {
        if (process.isAlive()) {
            LOG.warn("callback with pid {} still runs and is killed for the next", process.pid());
            Signals.sendToGroup(process.pid(), Signals.KILL);
            process.destroyForcibly();
        }
    }
}
