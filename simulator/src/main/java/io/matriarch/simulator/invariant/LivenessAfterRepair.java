package io.matriarch.simulator.invariant;

import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Repair;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Lock;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * I7: once a sufficient core is repaired and nothing more befalls anybody, the core comes right
 * {@link #within} a time: one primary, every other member of the core streams, nobody in the core
 * works on its data directory any more. Whoever leads from outside of the core may be out of its
 * reach, and then nobody has to stream.
 *
 * <p>A core suffices when somebody in it may lead and has the newest log of all members; in
 * synchronous mode it must stand in key {@code sync} besides. In maintenance nothing is promised.
 */
public final class LivenessAfterRepair implements Invariant {
    private static final Duration COPYING = Duration.ofSeconds(60);

    /** How often it looks: what must come lasts. */
    private static final Duration GRAIN = Duration.ofSeconds(1);

    /** What is right for so long stays right unless something befalls. */
    private static final Duration LASTING = Duration.ofSeconds(60);

    private List<MemberName> core = List.of();
    private Moment since = Moment.ZERO;
    private Moment looked = Moment.ZERO;
    private Optional<Moment> right = Optional.empty();
    private boolean fulfilled;

    @Override
    public String id() {
        return "I7";
    }

    @Override
    public String title() {
        return "liveness-after-repair";
    }

    /**
     * How long it may take: a tenure that nobody ends (one {@code ttl}), a lock that is free
     * without evidence or a failsafe promise (another one), a session that a restarted agent does
     * not know of (a third); whoever ails leads only when nobody else has for two; a crash recovery
     * that is waited for; a stop that hangs; the back-off of a race; six looks and four requests
     * that time out; copying.
     */
    public static Duration within(DynamicSettings settings) {
        return settings.ttl()
                .multipliedBy(5)
                .plus(settings.failover().startTimeout())
                .plus(settings.failover().stopTimeout())
                .plus(settings.failover().raceBackoff())
                .plus(settings.loopWait().multipliedBy(6))
                .plus(settings.retryTimeout().multipliedBy(4))
                .plus(COPYING);
    }

    @Override
    public boolean isFulfilled() {
        return fulfilled;
    }

    @Override
    public void befalls(Truth truth, Fault fault) {
        since = truth.now();
        right = Optional.empty();
        fulfilled = false;
        core = fault instanceof Repair repair ? repair.members() : List.of();
    }

    @Override
    public Optional<String> after(Truth truth) {
        if (core.isEmpty() || truth.now().since(looked).compareTo(GRAIN) < 0) {
            return Optional.empty();
        }
        looked = truth.now();
        if (truth.settings().maintenance() || !suffices(truth)) {
            since = truth.now();
            return Optional.empty();
        }
        Optional<String> wrong = wrong(truth);
        right = wrong.isPresent() ? Optional.empty() : right.or(() -> Optional.of(truth.now()));
        fulfilled =
                right.filter(from -> truth.now().since(from).compareTo(LASTING) >= 0).isPresent();
        Duration limit = within(truth.settings());
        if (truth.now().since(since).compareTo(limit) <= 0) {
            return Optional.empty();
        }
        core = List.of();
        return wrong.map(what -> what + ", " + limit.toSeconds() + " s after the repair");
    }

    private Optional<String> wrong(Truth truth) {
        Optional<MemberName> leader = leader(truth);
        if (leader.isEmpty()) {
            return Optional.of("nobody leads");
        }
        for (MemberName member : core) {
            boolean streams =
                    !member.equals(leader.get())
                            && core.contains(leader.get())
                            && !truth.tags(member).nostream()
                            && feeds(truth, member);
            if (streams && truth.streamsFrom(member).isEmpty()) {
                return Optional.of(
                        member + " streams from nobody though " + leader.get() + " leads");
            }
            if (truth.operation(member).isPresent()) {
                return Optional.of(
                        member + " still works at " + truth.operation(member).get().word());
            }
        }
        return Optional.empty();
    }

    /** Whether the one that it is to stream from, by its tag, is among the repaired. */
    private boolean feeds(Truth truth, MemberName member) {
        return truth.tags(member).replicatefrom().map(core::contains).orElse(true);
    }

    /** Who holds the lock and does what its holder is there for; that others do not is I1's. */
    private static Optional<MemberName> leader(Truth truth) {
        if (!(truth.lock() instanceof Lock.Held held)) {
            return Optional.empty();
        }
        MemberName holder = held.holder();
        boolean leads =
                truth.isStandbyCluster()
                        ? truth.streamsFrom(holder).isPresent() || truth.tags(holder).nostream()
                        : truth.writable().contains(holder);
        return leads ? Optional.of(holder) : Optional.empty();
    }

    private boolean suffices(Truth truth) {
        return core.stream().anyMatch(member -> mayLead(truth, member));
    }

    private static boolean mayLead(Truth truth, MemberName member) {
        boolean inSet =
                truth.sync().leader().isEmpty()
                        || truth.sync().leader().get().equals(member)
                        || truth.sync().standbys().contains(member);
        return truth.timeline(member).isPresent()
                && !truth.tags(member).nofailover()
                && (inSet || !truth.isSynchronous())
                && truth.members().stream().noneMatch(other -> isAhead(truth, other, member));
    }

    private static boolean isAhead(Truth truth, MemberName other, MemberName member) {
        int order =
                truth.timeline(other)
                        .map(timeline -> timeline.compareTo(truth.timeline(member).orElseThrow()))
                        .orElse(-1);
        return order > 0
                || order == 0 && truth.position(other).compareTo(truth.position(member)) > 0;
    }
}
