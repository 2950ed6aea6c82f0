package io.matriarch.runtime.config;

import io.matriarch.state.WatchdogPolicy;
import io.matriarch.state.WatchdogPolicy.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads section {@code watchdog}, which every member may have otherwise. */
final class WatchdogReader {
    private static final int LONGEST_MARGIN = 65_535;
    private static final int HALF = -1;

    private final Section section;

    WatchdogReader(Section section) {
        this.section = section;
    }

    WatchdogConfig read() {
        Mode mode = mode();
        Optional<Integer> margin = margin();
        Path device = Path.of(section.text("device").orElse("/dev/watchdog"));
        WatchdogConfig.Driver driver = driver();
        section.end();
        Optional<Duration> told =
                margin.filter(seconds -> seconds == HALF).isPresent()
                        ? Optional.empty()
                        : margin.map(Duration::ofSeconds).or(WatchdogPolicy.DEFAULTS::safetyMargin);
        return new WatchdogConfig(new WatchdogPolicy(mode, told), device, driver);
    }

    private Optional<Integer> margin() {
        Optional<String> text = section.text("safety_margin");
        Optional<Integer> seconds =
                text.map(String::strip)
                        .filter(one -> one.matches("-1|[0-9]{1,5}"))
                        .map(Integer::valueOf)
                        .filter(one -> one <= LONGEST_MARGIN);
        if (text.isPresent() && seconds.isEmpty()) {
            section.error(
                    "safety_margin",
                    Section.quoted(text.get()),
                    "Write whole seconds, or -1 for half of ttl.");
        }
        return seconds;
    }

    private Mode mode() {
        String word = section.text("mode").orElse("automatic").strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "off", "false", "no", "0", "f", "n", "disable", "disabled" -> Mode.OFF;
            case "automatic", "auto", "on", "true", "yes", "1", "t", "y" -> Mode.AUTOMATIC;
            case "required", "require" -> Mode.REQUIRED;
            default -> {
                section.error("mode", Section.quoted(word), "Write off, automatic or required.");
                yield Mode.OFF;
            }
        };
    }

    private WatchdogConfig.Driver driver() {
        String word = section.text("driver").orElse("default").strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "default" -> WatchdogConfig.Driver.DEFAULT;
            case "testing" -> WatchdogConfig.Driver.TESTING;
            default -> {
                section.error("driver", Section.quoted(word), "Remove it: there is but one.");
                yield WatchdogConfig.Driver.DEFAULT;
            }
        };
    }
}
