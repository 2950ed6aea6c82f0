package io.matriarch.runtime.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sends log lines to standard error. */
public final class LogSetup {
    /** Libraries that tell of each lost connection in many words; our adapters tell in one line. */
    private static final List<String> WORDY =
            List.of("org.apache", "org.postgresql", "net.openhft", "com.sun.net.httpserver");

    /** Loggers whose level we set: java.util.logging itself keeps them weakly. */
    private static final List<Logger> KEPT = new ArrayList<>();

    private LogSetup() {}

    /**
     * @param level what is shown
     * @param loggers levels of single loggers, which outrank ours
     */
    public static synchronized void apply(Level level, Map<String, Level> loggers) {
        LogManager.getLogManager().reset();
        Handler handler = new ConsoleHandler();
        handler.setFormatter(new LineFormat());
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        root.addHandler(handler);
        root.setLevel(level);
        KEPT.clear();
        KEPT.add(root);
        WORDY.forEach(name -> keep(name, Level.SEVERE));
        loggers.forEach(LogSetup::keep);
    }

    private static void keep(String name, Level level) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(level);
        KEPT.add(logger);
    }
}
