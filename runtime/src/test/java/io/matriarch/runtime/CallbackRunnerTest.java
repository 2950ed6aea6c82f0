package io.matriarch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.AgentAction;
import io.matriarch.state.Callback;
import io.matriarch.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallbackRunnerTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir private Path top;

    @Test
    void aCallbackIsToldActionRoleAndScope() throws IOException {
        Path told = top.resolve("told");
        CallbackRunner runner = runner("echo \"$*\" > " + told);

        runner.order(new AgentAction.RunCallback(Callback.ON_START, "replica", "batman"));

        Await.until(SOON, () -> text(told).endsWith("\n"));
        assertEquals("a word on_start replica batman\n", text(told));
    }

    @Test
    void aNewCallbackKillsTheOneThatStillRunsWithItsChildren() throws IOException {
        Path child = top.resolve("child");
        CallbackRunner runner = runner("sleep 600 & echo $! > " + child + "; wait");
        runner.order(new AgentAction.RunCallback(Callback.ON_START, "replica", "batman"));
        Await.until(SOON, () -> text(child).endsWith("\n"));
        long pid = Long.parseLong(text(child).strip());

        runner.order(new AgentAction.RunCallback(Callback.ON_RELOAD, "replica", "batman"));
        assertEquals(true, lives(pid));
        runner.order(new AgentAction.RunCallback(Callback.ON_STOP, "replica", "batman"));

        Await.until(SOON, () -> !lives(pid));
    }

    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private CallbackRunner runner(String script) throws IOException {
        Path file = top.resolve("callback.sh");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = List.of(file.toString(), "a word");
        return new CallbackRunner(
                new TreeMap<>(
                        Map.of(
                                Callback.ON_START, command,
                                Callback.ON_RELOAD, List.of("true"),
                                Callback.ON_STOP, List.of("true"))));
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
