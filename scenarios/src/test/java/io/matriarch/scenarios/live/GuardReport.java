package io.matriarch.scenarios.live;

import io.matriarch.testing.MemberProcess;
import io.matriarch.value.Moment;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a guard wrote of its first kill at a deadline.
 *
 * @param deadline what it was armed with
 * @param late how long after that it began
 * @param took how long after that no process was left
 */
record GuardReport(int killed, Moment deadline, Duration late, Duration took) {
    private static final Pattern LINE =
            Pattern.compile(
                    "killed (\\d+) processes of .* \\(deadline at (\\d+), begun (\\d+) us later, all"
                            + " gone (\\d+) us after that\\)");

    static boolean isWritten(MemberProcess member) throws IOException {
        return LINE.matcher(member.guardLog()).find();
    }

    /** Fails the test when there is none. */
    static GuardReport of(MemberProcess member) throws IOException {
        String log = member.guardLog();
        Matcher found = LINE.matcher(log);
        if (!found.find()) {
            throw new AssertionError("no kill at a deadline in: " + log);
        }
        return new GuardReport(
                Integer.parseInt(found.group(1)),
                new Moment(Long.parseLong(found.group(2))),
                Duration.of(Long.parseLong(found.group(3)), ChronoUnit.MICROS),
                Duration.of(Long.parseLong(found.group(4)), ChronoUnit.MICROS));
    }

    /** When no process was left. */
    Moment gone() {
        return deadline.plus(late).plus(took);
    }
}
