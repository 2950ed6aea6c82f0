package io.matriarch.runtime.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Loads a configuration: one YAML file, or all of a directory in the order of their names. */
public final class ConfigFile {
    private final Path path;
    private final Map<String, String> environment;

    /**
     * @param path a file or a directory
     * @param environment where {@code PATRONI_*} variables are looked up
     */
    public ConfigFile(Path path, Map<String, String> environment) {
        this.path = path;
        this.environment = environment;
    }

    /**
     * A configuration that can be used.
     *
     * @param config its values
     * @param warnings what the author should look at, one line each
     */
    public record Loaded<T>(T config, List<String> warnings) {
        public Loaded {
            warnings = List.copyOf(warnings);
        }
    }

    /** Reads what a member needs. */
    public Loaded<AgentConfig> load() throws ConfigException {
        Problems problems = new Problems();
        AgentConfig config = new AgentConfigReader(tree(problems), problems).read();
        return new Loaded<>(config, problems.warnings());
    }

    /** Reads what the command line tool needs. */
    public CtlConfig loadForCtl() throws ConfigException {
        Problems problems = new Problems();
        return new AgentConfigReader(tree(problems), problems).readForCtl();
    }

    private Tree.Mapping tree(Problems problems) throws ConfigException {
        Tree.Mapping tree = new Tree.Mapping(new Origin(path.toString(), 0), Map.of());
        for (Path file : files()) {
            YamlReader reader = new YamlReader(file.toString(), problems);
            tree = tree.overlaid(reader.read(text(file)));
        }
        return tree.overlaid(EnvironmentOverrides.read(environment));
    }

    private List<Path> files() throws ConfigException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static String text(Path file) throws ConfigException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ConfigException unreadable(Path file, IOException e) {
        String what =
                switch (e) {
                    case NoSuchFileException _ -> "there is no such file.";
                    case AccessDeniedException _ -> "no permission to read it.";
                    case java.nio.charset.CharacterCodingException _ -> "it is not UTF-8 text.";
                    default -> "cannot be read: " + e.getMessage();
                };
        return new ConfigException(new ConfigError(file.toString(), "", what, ""));
    }
}
