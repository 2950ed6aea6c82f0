package io.matriarch.runtime;

import io.matriarch.action.AgentAction;
import io.matriarch.runtime.config.AgentConfig;
import io.matriarch.runtime.config.ConfigException;
import io.matriarch.runtime.config.ConfigFile;
import io.matriarch.runtime.log.LogSetup;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent: runs one member in the foreground, {@code matriarch CONFIG.yml}. */
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    /** Exit status: 0 stopped as asked, 1 cannot start, 2 wrong usage, 70 a fault of its own. */
    public static void main(String[] arguments) {
        System.setProperty("chronicle.analytics.disable", "true");
        // Seconds until a client that sends nothing loses its connection (JDK, module httpserver).
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        if (arguments.length == 1 && "--version".equals(arguments[0])) {
            System.out.println("matriarch " + Version.OWN);
            return;
        }
        boolean checkOnly = arguments.length == 2 && "--validate-config".equals(arguments[0]);
        boolean isRun = arguments.length == 1 && !arguments[0].startsWith("-");
        if (!checkOnly && !isRun) {
            System.err.println("usage: matriarch [--version] [--validate-config] CONFIG.yml");
            System.exit(USAGE);
        }
        ConfigFile file = new ConfigFile(Path.of(arguments[arguments.length - 1]), System.getenv());
        ConfigFile.Loaded<AgentConfig> loaded = load(file);
        if (checkOnly) {
            loaded.warnings().forEach(System.err::println);
            return;
        }
        run(file, loaded);
    }

    private static ConfigFile.Loaded<AgentConfig> load(ConfigFile file) {
        try {
            return file.load();
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(Halt.FATAL);
            throw new IllegalStateException("exit returned", e);
        }
    }

    private static void run(ConfigFile file, ConfigFile.Loaded<AgentConfig> loaded) {
        AgentConfig config = loaded.config();
        LogSetup.apply(config.log().level(), config.log().loggers());
        Logger log = LoggerFactory.getLogger(Main.class);
        loaded.warnings().forEach(log::warn);
        if (!BootClock.countsSuspendedTime()) {
            log.warn("no CLOCK_BOOTTIME here: a lease does not end while the machine sleeps");
        }
        Signals.handle("HUP", () -> reload(file, log, _ -> {}));
        try {
            Member member = new Member(config, System.getenv());
            Signals.handle("HUP", () -> reload(file, log, member::reloaded));
            AgentAction.EndAgent end = member.run();
            log.info("the agent ends: {}", end.message());
            Halt.now(end.exitCode());
        } catch (FatalException e) {
            Halt.with(Halt.FATAL, e.getMessage());
        } catch (Throwable e) {
            log.error("the agent ends by a fault of its own, PostgreSQL is left as it is", e);
            Halt.now(Halt.INTERNAL_ERROR);
        }
    }

    private static void reload(ConfigFile file, Logger log, Consumer<AgentConfig> others) {
        try {
            AgentConfig config = file.load().config();
            LogSetup.apply(config.log().level(), config.log().loggers());
            others.accept(config);
            log.info(
                    "reloaded: log level {}, watchdog {}; other changes need a restart",
                    config.log().level(),
                    config.watchdog().policy().mode());
        } catch (ConfigException e) {
            log.error("not reloaded, the configuration is broken:\n{}", e.getMessage());
        }
    }
}
