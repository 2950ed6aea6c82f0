package io.matriarch.runtime.postgres.process;

import java.util.Map;
import java.util.TreeMap;

/** The environments of children, built explicitly: ours may hold passwords (contract 4.6, 4.9). */
public final class Environments {
    private Environments() {}

    /** Of a tool: a path, the C locale, and of libpq's variables only those given. */
    public static Map<String, String> tool(Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(server(System.getenv()));
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        environment.put("LANG", "C");
        environment.put("LC_ALL", "C");
        environment.putAll(more);
        return environment;
    }

    /** Of the server: what archive commands may need, nothing that is the agent's own. */
    public static Map<String, String> server(Map<String, String> ours) {
        Map<String, String> environment = new TreeMap<>(ours);
        environment.keySet().removeIf(Environments::isOurs);
        String arenas = environment.remove("PG_MALLOC_ARENA_MAX");
        if (arenas != null) {
            environment.put("MALLOC_ARENA_MAX", arenas);
        }
        return environment;
    }

    private static boolean isOurs(String name) {
        return switch (name) {
            case "NOTIFY_SOCKET",
                    "PGPASSWORD",
                    "PGOPTIONS",
                    "PG_GRANDPARENT_PID",
                    "MALLOC_ARENA_MAX",
                    "JAVA_TOOL_OPTIONS",
                    "JDK_JAVA_OPTIONS" ->
                    true;
            default ->
                    name.startsWith("PATRONI_")
                            || name.startsWith("MATRIARCH_")
                            || name.startsWith("KUBERNETES_");
        };
    }
}
