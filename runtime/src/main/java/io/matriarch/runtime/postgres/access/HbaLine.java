package io.matriarch.runtime.postgres.access;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of {@code pg_hba.conf}.
 *
 * @param text the whole of it; continued lines are one
 * @param fields its fields, each with at least one word; files of names are replaced by the names
 * @param rest what follows the user names, as it is written
 */
record HbaLine(String text, List<List<HbaToken>> fields, String rest) {
    /** Type, database, user. */
    static final int NAMED = 3;

    private static final Set<String> NETWORK =
            Set.of("host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc");

    HbaLine {
        fields = fields.stream().map(List::copyOf).toList();
    }

    /** One that is not taken apart: PostgreSQL is to say what is wrong with it. */
    static HbaLine unread(String text) {
        return new HbaLine(text, List.of(), "");
    }

    /** Whether it is a rule at all. */
    boolean isRule() {
        boolean network = !fields.isEmpty() && NETWORK.contains(type());
        boolean local = !fields.isEmpty() && type().equals("local");
        return network && fields.size() > NAMED + 1 || local && fields.size() > NAMED;
    }

    String type() {
        return fields.getFirst().getFirst().text();
    }

    List<HbaToken> databases() {
        return fields.get(1);
    }

    List<HbaToken> users() {
        return fields.get(2);
    }

    /** A rule of the same type and address. */
    String with(List<HbaToken> databases, Stream<String> users, String end) {
        String names = databases.stream().map(HbaToken::written).collect(Collectors.joining(","));
        String line = type() + " " + names + " " + users.collect(Collectors.joining(",")) + end;
        // A backslash at the end would take the next line in.
        return line.endsWith("\\") ? line + " " : line;
    }

    /** What follows the user names when everybody whom the rule is about is turned away. */
    String rejection() {
        if (type().equals("local")) {
            return " reject";
        }
        HbaToken address = fields.get(NAMED).getFirst();
        boolean masked = address.text().matches("[0-9.]+") || address.text().matches("[^/]*:[^/]*");
        String mask = masked ? " " + fields.get(NAMED + 1).getFirst().written() : "";
        return " " + address.written() + mask + " reject";
    }
}
