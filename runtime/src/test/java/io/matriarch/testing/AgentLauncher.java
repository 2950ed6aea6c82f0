package io.matriarch.testing;

import io.matriarch.runtime.fence.GuardPlaces;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Starts agents as {@code bin/matriarch} does, but as another user and from copied jars. */
final class AgentLauncher {
    private static final String MAIN = "io.matriarch.runtime.Main";

    private final UnprivilegedUser user;
    private final String classPath;
    private final List<String> flags;

    private AgentLauncher(UnprivilegedUser user, String classPath, List<String> flags) {
        this.user = user;
        this.classPath = classPath;
        this.flags = flags;
    }

    /** Copies the jars where the user can read them: the checkout may be closed to it. */
    static AgentLauncher prepare(Path libraries, TestDirectory directory, UnprivilegedUser user)
            throws IOException {
        Path copies = directory.directory("lib");
        List<String> jars = new ArrayList<>();
        try (DirectoryStream<Path> originals = Files.newDirectoryStream(libraries, "*.jar")) {
            for (Path original : originals) {
                Path copy = copies.resolve(original.getFileName().toString());
                Files.copy(original, copy);
                jars.add(copy.toString());
            }
        }
        Path guard = GuardPlaces.beside(libraries);
        if (Files.exists(guard)) {
            Files.copy(guard, GuardPlaces.beside(copies), StandardCopyOption.COPY_ATTRIBUTES);
        }
        if (jars.isEmpty()) {
            throw new IOException("no jars in " + libraries + ": run mvn package");
        }
        jars.sort(null);
        return new AgentLauncher(user, String.join(":", jars), agentFlags());
    }

    /** Starts an agent in a session of its own. */
    Process start(MemberFiles member) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(user.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, MAIN, member.config().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("HOME", member.home().toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("MALLOC_ARENA_MAX", "1");
        builder.directory(member.home().toFile());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(member.log().toFile()));
        return builder.start();
    }

    /** The flags of {@code bin/common.sh}, from that file itself. */
    private static List<String> agentFlags() throws IOException {
        Path script = root().resolve("bin").resolve("common.sh");
        Process shell =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                ". \"$0\"; printf '%s\\n' \"${agent_flags[@]}\"",
                                script.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String output =
                new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (output.isEmpty()) {
            throw new IOException("no agent_flags in " + script);
        }
        return Arrays.asList(output.split("\n"));
    }

    private static Path root() {
        return Path.of(System.getProperty("matriarch.root", ".")).toAbsolutePath().normalize();
    }
}
