package io.matriarch.runtime.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Settings from {@code PATRONI_*} variables, which outrank the file (contract 4.9), and the one
 * from a variable of our own.
 */
final class EnvironmentOverrides {
    private static final Map<String, String> KEYS = keys();

    private EnvironmentOverrides() {}

    /** The variables' settings in the shape of the file. */
    static Tree.Mapping read(Map<String, String> environment) {
        Tree.Mapping tree = new Tree.Mapping(new Origin("environment", 0), Map.of());
        for (Map.Entry<String, String> key : KEYS.entrySet()) {
            String text = environment.get(key.getKey());
            if (text != null && !text.isEmpty()) {
                Origin origin = new Origin("environment " + key.getKey(), 0);
                tree = tree.overlaid(nested(origin, key.getValue(), text));
            }
        }
        return tree;
    }

    private static Tree.Mapping nested(Origin origin, String path, String text) {
        Tree value = new Tree.Leaf(origin, text, text);
        String[] keys = path.split("\\.");
        for (int i = keys.length - 1; i >= 0; i--) {
            value = new Tree.Mapping(origin, Map.of(keys[i], new Tree.Field(origin, value)));
        }
        return (Tree.Mapping) value;
    }

    private static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String key : new String[] {"NAME", "NAMESPACE", "SCOPE"}) {
            keys.put("PATRONI_" + key, key.toLowerCase(Locale.ROOT));
        }
        keys.put("MATRIARCH_GUARD_MODE", "guard.mode");
        keys.put("PATRONI_LOGLEVEL", "log.level");
        keys.put("PATRONI_LOG_LEVEL", "log.level");
        keys.put("PATRONI_ZOOKEEPER_HOSTS", "zookeeper.hosts");
        keys.put("PATRONI_RESTAPI_LISTEN", "restapi.listen");
        keys.put("PATRONI_RESTAPI_CONNECT_ADDRESS", "restapi.connect_address");
        for (String key : new String[] {"USERNAME", "PASSWORD"}) {
            String word = key.toLowerCase(Locale.ROOT);
            keys.put("PATRONI_RESTAPI_" + key, "restapi.authentication." + word);
            keys.put("PATRONI_CTL_" + key, "ctl.authentication." + word);
        }
        for (String key :
                new String[] {
                    "LISTEN",
                    "CONNECT_ADDRESS",
                    "PROXY_ADDRESS",
                    "CONFIG_DIR",
                    "DATA_DIR",
                    "PGPASS",
                    "BIN_DIR"
                }) {
            String word = key.toLowerCase(Locale.ROOT);
            keys.put("PATRONI_POSTGRESQL_" + key, "postgresql." + word);
        }
        for (String role : new String[] {"SUPERUSER", "REPLICATION", "REWIND"}) {
            for (String key : new String[] {"USERNAME", "PASSWORD", "SSLMODE", "SSLROOTCERT"}) {
                String path = "postgresql.authentication." + role + "." + key;
                keys.put("PATRONI_" + role + "_" + key, path.toLowerCase(Locale.ROOT));
            }
        }
        return keys;
    }
}
