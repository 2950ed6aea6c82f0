package io.matriarch.simulator.run;

import io.matriarch.value.Moment;

/**
 * One thing that went wrong in a run.
 *
 * @param kind of which kind
 * @param id of the invariant, or what plays its part: {@code expect}, {@code budget}
 * @param title a few words
 * @param at when, in scenario time
 * @param decision the newest decision that changed something, such as {@code P20-promote on n3}
 * @param because one sentence
 */
public record Failure(
        Kind kind, String id, String title, Moment at, String decision, String because) {
    /** What kinds of failure there are, the gravest first. */
    public enum Kind {
        /** The machine or the world broke its own rules and threw. */
        CONTRACT(2),
        INVARIANT(3),
        EXPECTATION(4),
        NONDETERMINISM(5);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        /** The exit code of a program whose gravest failure is of this kind. */
        public int exitCode() {
            return exitCode;
        }
    }
}
