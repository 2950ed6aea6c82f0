package io.matriarch.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * What the demonstration was asked for.
 *
 * @param once end after the story instead of waiting for Ctrl-C
 * @param ports the first of the ports to use: ZooKeeper's; the members' follow
 * @param directory where everything lives; removed in the end
 */
record DemoOptions(boolean once, int ports, Path directory) {
    static final int PORTS = 21810;

    static final String USAGE =
            """
            usage: bin/demo [--once] [--ports FIRST] [--directory DIR]
              --once           show the story and end; exit 0 only if every step held
              --ports FIRST    use the ports FIRST to FIRST+23 (default 21810)
              --directory DIR  keep everything in DIR (default: matriarch-demo in the
                               temporary directory); removed in the end
            """;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a line for the user
     */
    static DemoOptions parse(List<String> arguments) {
        boolean once = false;
        int ports = PORTS;
        Path directory = Path.of(System.getProperty("java.io.tmpdir"), "matriarch-demo");
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--once" -> once = true;
                case "--ports" -> ports = port(value(arguments, ++i, "--ports"));
                case "--directory" -> directory = Path.of(value(arguments, ++i, "--directory"));
                default ->
                        throw new IllegalArgumentException(
                                "unknown option " + arguments.get(i) + "\n" + USAGE);
            }
        }
        return new DemoOptions(once, ports, directory.toAbsolutePath());
    }

    private static String value(List<String> arguments, int index, String option) {
        if (index >= arguments.size()) {
            throw new IllegalArgumentException(option + " needs a value\n" + USAGE);
        }
        return arguments.get(index);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1024 && port <= 65000) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "--ports " + text + ": give a number from 1024 to 65000");
    }
}
