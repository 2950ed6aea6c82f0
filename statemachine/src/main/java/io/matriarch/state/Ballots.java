package io.matriarch.state;

import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.util.ArrayList;
import java.util.List;

/**
 * Votes that other members ask of us and that we have not answered (contract 2.8a).
 *
 * @param open the questions, oldest first
 */
public record Ballots(List<Open> open) {
    public static final Ballots NONE = new Ballots(List.of());

    /** How many are kept; whoever asks beyond that is answered by silence. */
    public static final int MOST = 8;

    public Ballots {
        open = List.copyOf(open);
    }

    /**
     * One question.
     *
     * @param ballot its number, given by our own REST interface
     * @param candidate who asks
     * @param askedAt when
     */
    public record Open(long ballot, MemberName candidate, Moment askedAt) {}

    public Ballots with(Open question) {
        if (open.size() >= MOST) {
            return this;
        }
        List<Open> more = new ArrayList<>(open);
        more.add(question);
        return new Ballots(more);
    }
}
