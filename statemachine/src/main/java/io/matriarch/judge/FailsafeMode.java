package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Failsafe;
import io.matriarch.state.FailsafeReply.Why;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Requests;
import io.matriarch.state.Session;
import io.matriarch.state.Work;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The arithmetic of the failsafe mode (lease rule L12, contract 1.9, 2.11): who is asked and when,
 * what an answer is worth, and what a promise forbids.
 */
public final class FailsafeMode {
    private FailsafeMode() {}

    /** How soon a round that not all accepted is repeated. */
    static final Duration AGAIN = Duration.ofSeconds(1);

    /** Whether it is on and this member is one of those that take part. */
    public static boolean isUsable(NodeState state) {
        return state.settings().failsafe() && state.failsafe().listed().containsKey(state.me());
    }

    /** Whom a leader must ask: all that are listed, but itself. */
    public static SortedMap<MemberName, String> others(NodeState state) {
        SortedMap<MemberName, String> others = new TreeMap<>(state.failsafe().listed());
        others.remove(state.me());
        return others;
    }

    /**
     * Whom key {@code failsafe} lists by a reading. One that may be older than what we wrote as the
     * leader takes nobody off the list: whoever has seen itself there leads unless we ask it.
     *
     * @param current whether nothing is known to have changed since it was asked for
     */
    public static SortedMap<MemberName, String> listed(
            NodeState state, ClusterView view, boolean current) {
        SortedMap<MemberName, String> read = view.failsafe().orElse(Collections.emptySortedMap());
        boolean written = !current || state.requests().isPending(Requests.Kind.FAILSAFE);
        boolean leads =
                state.lease() instanceof Lease.Held || LeaseClock.promise(state).isPresent();
        return written && leads && !read.isEmpty() ? both(state.failsafe().listed(), read) : read;
    }

    /** What is to be asked from the moment on when key {@code failsafe} is written. */
    public static Failsafe writing(NodeState state) {
        Failsafe failsafe = state.failsafe();
        // Without a key that others have seen, a member that we do not know of may lead.
        return failsafe.listed().isEmpty()
                ? failsafe
                : failsafe.withListed(both(failsafe.listed(), wanted(state)));
    }

    private static SortedMap<MemberName, String> both(
            SortedMap<MemberName, String> before, SortedMap<MemberName, String> more) {
        SortedMap<MemberName, String> both = new TreeMap<>(before);
        both.putAll(more);
        return both;
    }

    /** What key {@code failsafe} should hold: every member with a REST address, us in any case. */
    public static SortedMap<MemberName, String> wanted(NodeState state) {
        SortedMap<MemberName, String> wanted = new TreeMap<>();
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        for (Member member : view.members().values()) {
            if (!member.record().apiUrl().isEmpty()) {
                wanted.put(member.name(), member.record().apiUrl());
            }
        }
        wanted.put(state.me(), state.local().apiUrl());
        return wanted;
    }

    /**
     * Whether the members are to be asked for their promise now. First when half of the lease is
     * gone and no renewal is about to be answered, then again and again while it holds.
     */
    public static boolean isAskDue(NodeState state) {
        return isUsable(state)
                && !Maintenance.isOn(state)
                && state.presence() == Presence.STAYING
                && (state.postgres() instanceof Postgres.Primary || isStartedByPromise(state))
                && state.failsafe().asking().isEmpty()
                && askAt(state).map(state.now()::hasReached).orElse(false)
                && !isRenewalHopeful(state);
    }

    /**
     * Whether a primary that leads by promise is being started again: nobody else leads until the
     * promise is over, so crash recovery may outlast it, for {@code primary_start_timeout}.
     */
    private static boolean isStartedByPromise(NodeState state) {
        boolean starts =
                state.postgres() instanceof Postgres.Starting(boolean asStandby) && !asStandby
                        || state.work() instanceof Work.Busy busy
                                && busy.operation() instanceof Operation.StartPrimary;
        Duration allowed = state.settings().failover().startTimeout();
        Optional<Moment> since = state.setbacks().downSince();
        return starts
                && state.failsafe().isPromised(state.now())
                && since.map(down -> !state.now().hasReached(down.plus(allowed))).orElse(true);
    }

    /** When they are to be asked next; absent while there is no reason to. */
    static Optional<Moment> askAt(NodeState state) {
        Failsafe failsafe = state.failsafe();
        Moment again = failsafe.askedAt().plus(AGAIN);
        if (failsafe.isPromised(state.now())) {
            if (failsafe.askedAt().isBefore(state.clocks().jumpedAt())) {
                return Optional.of(state.clocks().jumpedAt());
            }
            boolean fresh = failsafe.promise().get().since().equals(failsafe.askedAt());
            return Optional.of(fresh ? failsafe.askedAt().plus(pace(state)) : again);
        }
        return state.lease() instanceof Lease.Held held
                ? Optional.of(held.until().minus(state.timeout().dividedBy(2)).later(again))
                : Optional.empty();
    }

    private static Duration pace(NodeState state) {
        Duration quarter = state.settings().ttl().dividedBy(4);
        Duration loop = state.settings().loopWait();
        return quarter.compareTo(loop) < 0 ? quarter : loop;
    }

    private static boolean isRenewalHopeful(NodeState state) {
        Requests.Pending pending = state.requests().pending().get(Requests.Kind.MEMBER);
        return state.session() instanceof Session.Live live
                && live.connected()
                && state.lease() instanceof Lease.Held
                && (pending == null
                        ? !isRefused(state, live)
                        : state.now().isBefore(pending.sentAt().plus(LeaseClock.PATIENCE)));
    }

    /** Whether the newest renewal was answered on this connection, and not with a yes. */
    private static boolean isRefused(NodeState state, Session.Live live) {
        Moment tried = state.clocks().publishedAt();
        return !tried.isBefore(live.since())
                && live.renewedAt().map(renewed -> renewed.isBefore(tried)).orElse(true);
    }

    /**
     * How long we count on a promise from when it was asked for. Whom we ask is told: its own
     * settings may be newer than ours.
     */
    public static Duration lasts(NodeState state) {
        Duration ttl = state.settings().ttl();
        Duration least = state.timeout().compareTo(ttl) < 0 ? state.timeout() : ttl;
        return least.minus(DynamicSettings.margin(least));
    }

    /** As for a lease: what was asked before wall time jumped counts for a moment more. */
    public static Moment afterJump(NodeState state, Moment asked, Moment until) {
        Moment jumpedAt = state.clocks().jumpedAt();
        return asked.isBefore(jumpedAt) ? until.earlier(jumpedAt.plus(LeaseClock.PATIENCE)) : until;
    }

    /**
     * How long we keep to a promise that we give at {@code received}, to an asker who counts so.
     */
    public static Moment boundUntil(NodeState state, Moment received, Duration lasts) {
        Duration own = OutsiderSituation.longest(state);
        return received.plus(lasts.compareTo(own) > 0 ? lasts : own);
    }

    /** Why we do not promise {@code from} to let it lead; absent when we do. */
    public static Optional<Why> refusal(NodeState state, MemberName from) {
        if (!state.settings().failsafe()) {
            return Optional.of(Why.OFF);
        }
        return byPostgres(state)
                .or(() -> byWork(state))
                .or(() -> byLock(state, from))
                .or(() ->
                        state.failsafe().isBound(state.now())
                                        && !state.failsafe().bond().get().to().equals(from)
                                ? Optional.of(Why.BOUND)
                                : Optional.empty());
    }

    private static Optional<Why> byPostgres(NodeState state) {
        if (state.failsafe().promise().isPresent()) {
            return Optional.of(Why.LEADING);
        }
        return switch (state.postgres()) {
            case Postgres.Primary _ -> Optional.of(Why.LEADING);
            case Postgres.Starting(boolean asStandby) ->
                    asStandby ? Optional.empty() : Optional.of(Why.TAKING);
            case Postgres.Unknown _, Postgres.Hanging _, Postgres.Unreadable _ ->
                    Optional.of(Why.UNSURE);
            case Postgres.Standby _, Postgres.Ending _, Postgres.Stopped _, Postgres.NoData _ ->
                    Optional.empty();
        };
    }

    private static Optional<Why> byWork(NodeState state) {
        Unfinished unfinished = state.durable().unfinished();
        if (unfinished == Unfinished.INITDB || unfinished == Unfinished.BIRTH) {
            return Optional.of(Why.FOUNDING);
        }
        return switch (state.work()) {
            case Work.Idle _ ->
                    state.setbacks().promotions() > 0 ? Optional.of(Why.TAKING) : Optional.empty();
            case Work.Busy busy ->
                    busy.operation().makesWritable()
                            ? Optional.of(Why.TAKING)
                            : busy.operation() instanceof Operation.Initdb
                                    ? Optional.of(Why.FOUNDING)
                                    : Optional.empty();
        };
    }

    private static Optional<Why> byLock(NodeState state, MemberName from) {
        boolean asked = !(state.lease() instanceof Lease.None) || state.requests().isAboutLock();
        if (asked) {
            return Optional.of(Why.ACQUIRING);
        }
        Optional<MemberName> holder =
                state.cluster()
                        .latest()
                        .filter(_ -> state.session().isConnected())
                        .map(ClusterView::lock)
                        .flatMap(lock ->
                                lock instanceof Lock.Held held
                                        ? Optional.of(held.holder())
                                        : Optional.empty());
        return holder.filter(name -> !name.equals(from))
                .map(name -> name.equals(state.me()) ? Why.ACQUIRING : Why.OTHER_LEADER);
    }

    /** Why a promise of ours forbids us to lead; absent when none does. */
    static Optional<String> bond(NodeState state) {
        return state.failsafe()
                .bond()
                .filter(bond -> state.now().isBefore(bond.until()))
                .map(bond -> bond.to() + " has our promise not to lead until " + bond.until());
    }

    /**
     * Why the failsafe mode keeps a standby from racing for the lock: an earlier run of this agent
     * may have promised something, or a leader without the DCS would not ask us (contract 2.8).
     */
    static Optional<String> objection(NodeState state) {
        SortedMap<MemberName, String> listed = state.failsafe().listed();
        boolean on = state.settings().failsafe();
        // What was promised while the mode was on is kept when it is switched off.
        if (!on && listed.isEmpty()) {
            return Optional.empty();
        }
        if (isLeftOut(state, state.me())) {
            return Optional.of("not in key failsafe: a leader without the DCS would not ask us");
        }
        boolean alone = listed.size() == 1;
        Moment from = silentUntil(state);
        return alone || state.now().hasReached(from)
                ? Optional.empty()
                : Optional.of("an earlier run may have promised not to lead until " + from);
    }

    /** Whether that member is not among those whom a leader without the DCS would ask. */
    static boolean isLeftOut(NodeState state, MemberName member) {
        SortedMap<MemberName, String> listed = state.failsafe().listed();
        return state.settings().failsafe() && !listed.isEmpty() && !listed.containsKey(member);
    }

    static Moment silentUntil(NodeState state) {
        return state.failsafe().startedAt().plus(OutsiderSituation.longest(state));
    }
}
