package io.matriarch.demo;

import io.matriarch.testing.MemberProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the members decided since the last look, from their logs: who, when, which rule, and why.
 */
final class DecisionTail {
    private static final Pattern LINE =
            Pattern.compile("^\\S+ (\\S+) [A-Z]+: ([A-Z][0-9]{2}-[a-z0-9-]+): (.*)$");

    private final List<MemberProcess> members;
    private final Map<String, Long> seen = new HashMap<>();

    DecisionTail(List<MemberProcess> members) {
        this.members = members;
    }

    /** New decisions of all members in the order of time, one line each. */
    List<String> fresh() throws IOException {
        List<String> found = new ArrayList<>();
        for (MemberProcess member : members) {
            for (String line : freshLines(member)) {
                Matcher match = LINE.matcher(line);
                if (match.matches()) {
                    found.add(
                            "%s  %s  %-26s %s"
                                    .formatted(
                                            match.group(1),
                                            member.name(),
                                            match.group(2),
                                            match.group(3)));
                }
            }
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private List<String> freshLines(MemberProcess member) throws IOException {
        if (!Files.exists(member.files().log())) {
            return List.of();
        }
        String text = Files.readString(member.files().log(), StandardCharsets.UTF_8);
        int from = seen.getOrDefault(member.name(), 0L).intValue();
        int to = text.lastIndexOf('\n') + 1;
        seen.put(member.name(), (long) to);
        return text.substring(Math.min(from, to), to).lines().toList();
    }
}
