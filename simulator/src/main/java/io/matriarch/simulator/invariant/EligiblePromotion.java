package io.matriarch.simulator.invariant;

import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.Operation;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * I3, its asynchronous part: outside of synchronous mode whoever is promoted may lead by its tags
 * and lacks at most {@code maximum_lag_on_failover} of what the last writer had written; unless an
 * operator named it, or promoted somebody by hand. What the last writer had is counted as of the
 * time when others could last have read it, a {@code ttl} and a {@code loop_wait} before it ended.
 */
public final class EligiblePromotion implements Invariant {
    private static final Duration GRAIN = Duration.ofSeconds(1);

    private record Sample(Moment at, Lsn position) {}

    private final Set<MemberName> ordered = new HashSet<>();
    private final Set<MemberName> retagged = new HashSet<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Map<MemberName, Lsn> common = new HashMap<>();
    private Optional<MemberName> writer = Optional.empty();

    @Override
    public String id() {
        return "I3a";
    }

    @Override
    public String title() {
        return "promoted-within-the-lag";
    }

    @Override
    public void befalls(Truth truth, Fault fault) {
        if (fault instanceof Command.Failover(MemberName to)) {
            ordered.add(to);
        }
        if (fault instanceof Fault.Retag(MemberName member, _)) {
            retagged.add(member); // its agent goes by what it has read before
        }
        if (fault instanceof Fault.ToHost work) {
            ordered.addAll(work.change().mayMakeWritable() ? truth.members() : Set.of());
        }
    }

    @Override
    public Optional<String> after(Truth truth) {
        for (MemberName member : truth.members()) {
            if (truth.acceptsWrites(member)) {
                sample(truth, member);
            }
        }
        return Optional.empty();
    }

    private void sample(Truth truth, MemberName member) {
        if (!writer.equals(Optional.of(member))) {
            writer = Optional.of(member);
            samples.clear();
            common.clear();
        }
        if (samples.isEmpty() || truth.now().since(samples.getLast().at()).compareTo(GRAIN) >= 0) {
            samples.addLast(new Sample(truth.now(), truth.position(member)));
            truth.members().forEach(one -> common.put(one, truth.commonEnd(one, member)));
        }
    }

    /** How much of the writer's log it has; the writer may have lost its own meanwhile. */
    private Lsn shared(Truth truth, MemberName member, MemberName from) {
        Lsn now = truth.commonEnd(member, from);
        Lsn then = common.getOrDefault(member, Lsn.ZERO);
        return now.compareTo(then) >= 0 ? now : then;
    }

    @Override
    public Optional<String> begun(Truth truth, Begun begun) {
        MemberName member = begun.member();
        boolean judged =
                begun.operation() instanceof Operation.Promote
                        && !truth.isSynchronous()
                        && !ordered.contains(member)
                        && !samples.isEmpty()
                        && !writer.equals(Optional.of(member));
        if (!judged) {
            return Optional.empty();
        }
        if (!truth.tags(member).mayLead() && !retagged.contains(member)) {
            return Optional.of(member + " began to promote, and its tags say that it never leads");
        }
        Duration unread = truth.settings().ttl().plus(truth.settings().loopWait());
        Moment read = samples.getLast().at().minus(unread);
        Lsn known =
                samples.stream()
                        .filter(one -> read.hasReached(one.at()))
                        .map(Sample::position)
                        .reduce(Lsn.ZERO, (_, later) -> later);
        long lag = known.bytes() - shared(truth, member, writer.orElseThrow()).bytes();
        return lag <= truth.settings().failover().maximumLag()
                ? Optional.empty()
                : Optional.of(
                        "%s began to promote and lacks %d bytes of what %s had written by %s"
                                .formatted(member, lag, writer.orElseThrow(), read));
    }
}
