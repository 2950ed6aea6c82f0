package io.matriarch.runtime.fence;

import io.matriarch.value.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** One line of the guard; the head of guard.c has the language. */
sealed interface GuardEcho {
    /**
     * It obeys us from now on.
     *
     * @param until what an earlier agent, or we over an earlier connection, armed it with
     */
    record Hello(Optional<Moment> until) implements GuardEcho {}

    /** It obeys a newer agent, or one of another user. */
    record Refused() implements GuardEcho {}

    /**
     * What is in force.
     *
     * @param sequence of the newest order
     * @param until when it kills; empty for never
     */
    record InForce(long sequence, Optional<Moment> until) implements GuardEcho {}

    /**
     * It killed.
     *
     * @param ordered whether by our order, else at the deadline
     * @param killed how many processes
     * @param late how long after the deadline it began
     * @param took how long after that none was left
     */
    record Fenced(boolean ordered, int killed, Duration late, Duration took) implements GuardEcho {}

    /** Whether an order of ours was answered with it. */
    default boolean isAnswer() {
        return switch (this) {
            case InForce _ -> true;
            case Fenced fenced -> fenced.ordered();
            case Hello _, Refused _ -> false;
        };
    }

    /**
     * Reads a line.
     *
     * @param dataDirectory the one that it must name
     * @throws IOException when it says something else, or names another
     */
    static GuardEcho parse(String line, Path dataDirectory) throws IOException {
        if (line.equals("refused")) {
            return new Refused();
        }
        String end = " " + dataDirectory;
        String[] words = line.split(" ");
        try {
            if (line.endsWith(end)) {
                switch (words[0]) {
                    case "hello" -> {
                        if (words[1].equals("1")) {
                            return new Hello(moment(words[3]));
                        }
                    }
                    case "armed" -> {
                        return new InForce(Long.parseLong(words[1]), moment(words[2]));
                    }
                    case "fenced" -> {
                        return new Fenced(
                                words[1].equals("ordered"),
                                Integer.parseInt(words[2]),
                                micros(words[3]),
                                micros(words[4]));
                    }
                    default -> {} // told below
                }
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            // told below
        }
        throw new IOException("it said \"" + line + "\", which no guard of this version says here");
    }

    private static Optional<Moment> moment(String nanos) {
        return Optional.of(Long.parseLong(nanos)).filter(one -> one != 0).map(Moment::new);
    }

    private static Duration micros(String micros) {
        return Duration.of(Long.parseLong(micros), ChronoUnit.MICROS);
    }
}
