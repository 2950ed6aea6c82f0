package io.matriarch.runtime.watchdog;

import io.matriarch.state.Watchdog.Health;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that stands for a device. */
final class DeviceFile {
    private DeviceFile() {}

    static WatchdogDevice.Look look(Path path) {
        if (!Files.exists(path)) {
            return new WatchdogDevice.Look(
                    Health.ABSENT, path + " is not there: load a driver such as softdog");
        }
        return Files.isWritable(path)
                ? new WatchdogDevice.Look(Health.READY, "")
                : new WatchdogDevice.Look(
                        Health.FORBIDDEN,
                        "%s may not be written to by %s: change its owner"
                                .formatted(path, System.getProperty("user.name")));
    }
}
