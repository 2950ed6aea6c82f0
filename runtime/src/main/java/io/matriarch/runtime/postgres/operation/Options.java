package io.matriarch.runtime.postgres.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Options for tools, as the configuration file gives them. */
final class Options {
    private static final String DASHES = "--";

    private Options() {}

    /** Each as one long option; those that would break what we do are left out (contract 4.2). */
    static List<String> allowed(List<String> given, Set<String> forbidden) {
        List<String> options = new ArrayList<>();
        for (String one : given) {
            String option = one.startsWith("-") ? one : DASHES + one;
            if (!forbidden.contains(name(option))) {
                options.add(option);
            }
        }
        return options;
    }

    static boolean has(List<String> options, String prefix) {
        return options.stream().anyMatch(option -> name(option).startsWith(prefix));
    }

    private static String name(String option) {
        String bare = option.replaceFirst("^-+", "");
        int equals = bare.indexOf('=');
        return equals < 0 ? bare : bare.substring(0, equals);
    }
}
