package io.matriarch.state;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the failsafe mode remembers: with it a leader may go on without the DCS as long as every
 * listed member promises not to lead (lease rule L12, contract 2.11).
 *
 * @param listed key {@code failsafe} as last read: each member and its REST address; empty when it
 *     is absent or garbage, and then the mode cannot be used
 * @param startedAt when this agent started: what an earlier run promised is not remembered
 * @param asking the round of questions under way, when we lead
 * @param askedAt when the newest round began
 * @param promise what the others promised us
 * @param question what was asked of us and is not answered yet
 * @param bond what we promised
 */
public record Failsafe(
        SortedMap<MemberName, String> listed,
        Moment startedAt,
        Optional<Asking> asking,
        Moment askedAt,
        Optional<Promise> promise,
        Optional<Question> question,
        Optional<Bond> bond) {
    public static final Failsafe NONE =
            new Failsafe(
                    Collections.emptySortedMap(),
                    Moment.LONG_AGO,
                    Optional.empty(),
                    Moment.LONG_AGO,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /**
     * A round of questions.
     *
     * @param round its number
     * @param at before the first of them was sent
     * @param lasts how long we told them that we count on it
     */
    public record Asking(RequestId round, Moment at, Duration lasts) {}

    /**
     * All others promised: our right to write goes on without the DCS.
     *
     * @param epoch the tenure that it prolongs
     * @param since before the first question of the round was sent
     * @param until PostgreSQL must not accept a write from this moment on, unless renewed
     */
    public record Promise(LockEpoch epoch, Moment since, Moment until) {}

    /**
     * A leader asks us to let it lead.
     *
     * @param number which the answer carries
     * @param from who asks
     * @param lasts how long it counts on the promise; zero when it did not tell
     */
    public record Question(long number, MemberName from, Duration lasts) {}

    /**
     * We promised not to lead.
     *
     * @param to whom
     * @param until from when on we may
     */
    public record Bond(MemberName to, Moment until) {}

    public Failsafe {
        listed = Collections.unmodifiableSortedMap(new TreeMap<>(listed));
    }

    public Failsafe withListed(SortedMap<MemberName, String> value) {
        return new Failsafe(value, startedAt, asking, askedAt, promise, question, bond);
    }

    public Failsafe withStartedAt(Moment value) {
        return new Failsafe(listed, value, asking, askedAt, promise, question, bond);
    }

    /** A round of questions begins. */
    public Failsafe asking(RequestId round, Moment at, Duration lasts) {
        Asking begun = new Asking(round, at, lasts);
        return new Failsafe(listed, startedAt, Optional.of(begun), at, promise, question, bond);
    }

    /** The round under way has ended. */
    public Failsafe answered() {
        return new Failsafe(listed, startedAt, Optional.empty(), askedAt, promise, question, bond);
    }

    public Failsafe withPromise(Optional<Promise> value) {
        return new Failsafe(listed, startedAt, asking, askedAt, value, question, bond);
    }

    public Failsafe withQuestion(Optional<Question> value) {
        return new Failsafe(listed, startedAt, asking, askedAt, promise, value, bond);
    }

    public Failsafe withBond(Optional<Bond> value) {
        return new Failsafe(listed, startedAt, asking, askedAt, promise, question, value);
    }

    /** Whether the others' promise covers this moment. */
    public boolean isPromised(Moment now) {
        return promise.isPresent() && now.isBefore(promise.get().until());
    }

    /** Whether our own promise to another forbids us to lead at this moment. */
    public boolean isBound(Moment now) {
        return bond.isPresent() && now.isBefore(bond.get().until());
    }
}
