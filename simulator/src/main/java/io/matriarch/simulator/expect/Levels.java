package io.matriarch.simulator.expect;

import io.matriarch.simulator.scenario.Fact;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.Lock;
import io.matriarch.state.Slot;
import io.matriarch.state.SyncState;
import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a fact about the state of things holds now, and what that state is. */
final class Levels {
    private Levels() {}

    static boolean holds(Fact fact, Truth truth) {
        return switch (fact) {
            case Fact.OnePrimary(List<MemberName> among) -> onePrimary(among, truth.writable());
            case Fact.NoPrimary _ -> truth.writable().isEmpty();
            case Fact.MemberPrimary one -> memberPrimary(one, truth);
            case Fact.NotWritable(MemberName member) -> !truth.acceptsWrites(member);
            case Fact.Down(MemberName member) -> !truth.isRunning(member);
            case Fact.Up(MemberName member) -> truth.isUp(member);
            case Fact.StandbyOf(MemberName member, MemberName upstream) ->
                    truth.streamsFrom(member).equals(Optional.of(upstream));
            case Fact.StandbyOfNobody(MemberName member) ->
                    truth.isStandby(member) && truth.streamsFrom(member).isEmpty();
            case Fact.EveryStandbyStreams _ -> truth.isSettled();
            case Fact.InSyncSet(MemberName member) -> truth.sync().standbys().contains(member);
            case Fact.OfSlot one -> slot(one, truth);
            case Fact.Closed(MemberName member) -> truth.isClosed(member);
            case Fact.SyncSet set -> syncSet(set, truth.sync());
            case Fact.SyncOff _ -> truth.sync().leader().isEmpty();
            case Fact.Lost(String client, long count) ->
                    truth.writable().size() == 1
                            && truth.lost(client, truth.writable().getFirst()) == count;
            case Fact.NoAction _,
                    Fact.FirstAction _,
                    Fact.Orders _,
                    Fact.Acknowledged _,
                    Fact.Fired _ ->
                    throw new IllegalArgumentException("not a state of things: " + fact.text());
        };
    }

    private static boolean slot(Fact.OfSlot fact, Truth truth) {
        Optional<Slot> slot = truth.slot(fact.member(), fact.slot());
        return switch (fact.is()) {
            case THERE -> slot.isPresent();
            case GONE -> slot.isEmpty();
            case SMALL ->
                    slot.flatMap(Slot::restart)
                            .map(truth.position(fact.member())::ahead)
                            .map(bytes -> bytes <= fact.most())
                            .orElse(false);
            case FREE -> slot.map(one -> !one.holdsRows()).orElse(false);
        };
    }

    private static boolean syncSet(Fact.SyncSet wanted, SyncState sync) {
        return sync.leader().isPresent()
                && Set.copyOf(sync.standbys()).equals(Set.copyOf(wanted.members()))
                && (wanted.quorum().isEmpty() || wanted.quorum().getAsInt() == sync.quorum());
    }

    /** The state of things in one line, as far as the fact is about it. */
    static String describe(Fact fact, Truth truth) {
        if (fact instanceof Fact.OfSlot one) {
            return one.member()
                    + " has slot "
                    + truth.slot(one.member(), one.slot())
                    + ", its log ends at "
                    + truth.position(one.member());
        }
        return fact instanceof Fact.Lost(String client, long _)
                ? truth.writable().stream()
                        .map(member -> member + " lacks " + truth.lost(client, member))
                        .collect(Collectors.joining(", "))
                : describe(truth);
    }

    private static String describe(Truth truth) {
        String lock =
                truth.lock() instanceof Lock.Held held
                        ? "the lock is " + held.holder() + "'s, tenure " + tenure(held, truth)
                        : "the lock is free";
        String sync =
                truth.sync()
                        .leader()
                        .map(leader ->
                                "; key sync is %s's with %s, quorum %d"
                                        .formatted(
                                                leader,
                                                truth.sync().standbys(),
                                                truth.sync().quorum()))
                        .orElse("");
        return truth.members().stream()
                .map(member -> describe(member, truth))
                .collect(Collectors.joining(", ", "", "; " + lock + sync));
    }

    private static boolean onePrimary(List<MemberName> among, List<MemberName> writable) {
        return writable.size() == 1 && (among.isEmpty() || among.contains(writable.getFirst()));
    }

    private static boolean memberPrimary(Fact.MemberPrimary fact, Truth truth) {
        boolean isEpoch =
                fact.epoch().isEmpty()
                        || truth.lock() instanceof Lock.Held held
                                && held.holder().equals(fact.member())
                                && tenure(held, truth) == fact.epoch().getAsInt();
        boolean isTimeline =
                fact.timeline().isEmpty()
                        || truth.timeline(fact.member())
                                .map(one -> one.number() == fact.timeline().getAsInt())
                                .orElse(false);
        return truth.acceptsWrites(fact.member()) && isEpoch && isTimeline;
    }

    private static int tenure(Lock.Held held, Truth truth) {
        return truth.tenure(held.epoch()).orElse(0);
    }

    private static String describe(MemberName member, Truth truth) {
        String timeline = truth.timeline(member).map(number -> " on timeline " + number).orElse("");
        if (truth.acceptsWrites(member)) {
            return member + " accepts writes" + timeline;
        }
        if (truth.isStandby(member)) {
            String upstream = truth.streamsFrom(member).map(MemberName::text).orElse("nobody");
            return member + " streams from " + upstream + timeline;
        }
        String state = truth.isRunning(member) ? " takes no connections" : " is down";
        return member
                + state
                + truth.operation(member).map(one -> " (" + one.word() + ")").orElse("");
    }
}
