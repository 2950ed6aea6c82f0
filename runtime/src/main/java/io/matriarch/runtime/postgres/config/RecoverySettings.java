package io.matriarch.runtime.postgres.config;

import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.runtime.postgres.ServerVersion;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a standby's configuration says beyond a primary's (contract 4.7). */
final class RecoverySettings {
    /** Blanked, for a target that somebody left would end recovery early. */
    private static final List<String> TARGETS =
            List.of(
                    "recovery_target",
                    "recovery_target_lsn",
                    "recovery_target_name",
                    "recovery_target_time",
                    "recovery_target_xid");

    private static final List<String> NAMES =
            List.of(
                    "archive_cleanup_command",
                    "primary_conninfo",
                    "primary_slot_name",
                    "promote_trigger_file",
                    "recovery_end_command",
                    "recovery_min_apply_delay",
                    "restore_command",
                    "standby_mode",
                    "trigger_file");

    private RecoverySettings() {}

    /** Whether a parameter is about recovery, so that nobody but us may set it. */
    static boolean isOne(String name) {
        return name.startsWith("recovery_target") || NAMES.contains(name);
    }

    /**
     * The settings of a standby, of nobody when the upstream is absent.
     *
     * @param slot through which it streams; absent for none
     */
    static SortedMap<String, String> of(
            PostgresSettings settings,
            ServerVersion version,
            Optional<UpstreamAddress> upstream,
            Optional<String> slot) {
        SortedMap<String, String> all = new TreeMap<>(settings.recoveryConf());
        all.keySet().removeIf(name -> name.startsWith("recovery_target") || isOurs(name));
        all.put(
                "primary_conninfo",
                upstream.map(new UpstreamConninfo(settings)::streaming)
                        .map(Conninfo::toString)
                        .orElse(""));
        slot.ifPresent(name -> all.put("primary_slot_name", name));
        all.put("recovery_target_timeline", "latest");
        if (version.hasStandbySignal()) {
            TARGETS.forEach(name -> all.put(name, ""));
        } else {
            all.put("standby_mode", "on");
        }
        return all;
    }

    private static boolean isOurs(String name) {
        return name.equals("primary_conninfo")
                || name.equals("primary_slot_name")
                || name.equals("standby_mode");
    }
}
