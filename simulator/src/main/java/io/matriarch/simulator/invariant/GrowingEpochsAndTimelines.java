package io.matriarch.simulator.invariant;

import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.ZooKeeperChange;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.Lock;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.Timeline;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * I4: tenures of the lock only grow; whoever becomes writable does so on a timeline greater than
 * all before, or, on the newest one, where it was written last; no standby streams from an upstream
 * whose timeline is older than its own. What an operator starts or promotes by hand is the
 * operator's: on what timeline it becomes writable is not judged.
 */
public final class GrowingEpochsAndTimelines implements Invariant {
    private Optional<LockEpoch> epoch = Optional.empty();
    private Optional<Timeline> newest = Optional.empty();
    private Optional<MemberName> newestWriter = Optional.empty();
    private final Set<MemberName> writable = new HashSet<>();
    private final Set<MemberName> byHand = new HashSet<>();

    @Override
    public String id() {
        return "I4";
    }

    @Override
    public String title() {
        return "growing-epochs-and-timelines";
    }

    /** Tenures are comparable only within one life of ZooKeeper's data. */
    @Override
    public void befalls(Truth truth, Fault fault) {
        if (fault.equals(new Fault.ToZooKeeper(ZooKeeperChange.RESTORE))) {
            epoch = Optional.empty();
        }
        if (fault instanceof Fault.ToHost work && work.change().mayMakeWritable()) {
            byHand.addAll(work.members());
        }
    }

    @Override
    public Optional<String> after(Truth truth) {
        return epochs(truth.lock()).or(() -> becameWritable(truth)).or(() -> followsOlder(truth));
    }

    private Optional<String> epochs(Lock lock) {
        if (!(lock instanceof Lock.Held held) || epoch.equals(Optional.of(held.epoch()))) {
            return Optional.empty();
        }
        Optional<LockEpoch> before = epoch;
        epoch = Optional.of(held.epoch());
        return before.filter(old -> old.compareTo(held.epoch()) > 0)
                .map(old -> "the lock's epoch went from " + old + " back to " + held.epoch());
    }

    private Optional<String> becameWritable(Truth truth) {
        Optional<String> breach = Optional.empty();
        for (MemberName member : truth.members()) {
            if (!truth.acceptsWrites(member)) {
                writable.remove(member);
            } else if (writable.add(member)) {
                breach = breach.or(() -> became(member, truth.timeline(member).orElseThrow()));
            }
        }
        return breach;
    }

    private Optional<String> became(MemberName member, Timeline timeline) {
        Optional<Timeline> before = newest;
        int order = before.map(timeline::compareTo).orElse(1);
        boolean isSameWriter = newestWriter.equals(Optional.of(member));
        if (order > 0) {
            newest = Optional.of(timeline);
            newestWriter = Optional.of(member);
        }
        boolean isOperators = byHand.remove(member);
        return order > 0 || isOperators || order == 0 && isSameWriter
                ? Optional.empty()
                : Optional.of(
                        member
                                + " became writable on timeline "
                                + timeline
                                + ", but "
                                + newestWriter.orElseThrow()
                                + " wrote on timeline "
                                + before.orElseThrow()
                                + " before");
    }

    private static Optional<String> followsOlder(Truth truth) {
        for (MemberName member : truth.members()) {
            Optional<MemberName> upstream = truth.streamsFrom(member);
            Optional<Timeline> own = truth.timeline(member);
            Optional<Timeline> followed = upstream.flatMap(truth::timeline);
            if (own.isPresent()
                    && followed.isPresent()
                    && own.get().compareTo(followed.get()) > 0) {
                return Optional.of(
                        member
                                + " on timeline "
                                + own.get()
                                + " streams from "
                                + upstream.get()
                                + " on timeline "
                                + followed.get());
            }
        }
        return Optional.empty();
    }
}
