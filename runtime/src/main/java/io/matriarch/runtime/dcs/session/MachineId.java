package io.matriarch.runtime.dcs.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What tells this machine from a clone of it: systemd's machine-id (man 5 machine-id). */
public final class MachineId {
    private static final List<Path> FILES =
            List.of(Path.of("/etc/machine-id"), Path.of("/var/lib/dbus/machine-id"));

    private MachineId() {}

    /** The machine-id, or the host name where there is none. */
    public static String read() {
        for (Path file : FILES) {
            try {
                String text = Files.readString(file).strip();
                if (!text.isEmpty()) {
                    return text;
                }
            } catch (IOException absent) {
                continue;
            }
        }
        try {
            return "host " + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "host unknown";
        }
    }
}
