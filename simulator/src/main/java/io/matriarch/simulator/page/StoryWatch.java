package io.matriarch.simulator.page;

import io.matriarch.event.Event;
import io.matriarch.machine.Step;
import io.matriarch.simulator.page.Page.Lane;
import io.matriarch.simulator.page.Page.Mark;
import io.matriarch.simulator.run.Spectator;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.truth.WorldTruth;
import io.matriarch.simulator.world.World;
import io.matriarch.state.Lock;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Watches a simulated run and draws its lanes: what members are is the truth, not their belief. */
final class StoryWatch implements Spectator {
    private static final String ZOOKEEPER = "ZooKeeper";
    private static final long NANOS = 1_000_000L;

    private final Map<MemberName, LaneBuilder> lanes = new LinkedHashMap<>();
    private final Map<MemberName, MemberLook> looks = new LinkedHashMap<>();
    private final Track lock = new Track("role");
    private final List<Mark> marks = new ArrayList<>();
    private Optional<WorldTruth> truth = Optional.empty();
    private Optional<World> world = Optional.empty();

    @Override
    public void begins(World made) {
        WorldTruth whole = new WorldTruth(made);
        truth = Optional.of(whole);
        world = Optional.of(made);
        for (MemberName member : whole.members()) {
            LaneBuilder lane = new LaneBuilder(member.text(), sight(whole, member));
            lanes.put(member, lane);
            looks.put(member, new MemberLook(lane));
        }
        afterEvent(made);
    }

    @Override
    public void befalls(Fault fault) {
        mark("", "fault", fault.text());
    }

    @Override
    public void onFact(String where, String text) {
        boolean isMember = lanes.keySet().stream().anyMatch(one -> one.text().equals(where));
        mark(isMember ? where : ZOOKEEPER, "fact", text);
    }

    @Override
    public void onStep(MemberName member, Event event, Step step) {
        lanes.get(member).step(now(), step.rules(), step).ifPresent(marks::add);
    }

    @Override
    public void afterEvent(World ignored) {
        WorldTruth whole = truth.orElseThrow();
        looks.forEach((member, look) ->
                look.look(
                        now(),
                        MemberLook.Seen.of(whole, member, world.orElseThrow().member(member))));
        switch (whole.lock()) {
            case Lock.Free _ -> lock.is(now(), "free", "the lock is free");
            case Lock.Held held ->
                    lock.is(
                            now(),
                            "holder",
                            "%s holds the lock, %s"
                                    .formatted(held.holder(), epoch(whole, held.epoch())));
        }
    }

    /** ZooKeeper's lane and one for each member. */
    List<Lane> lanes(long end) {
        List<Lane> all = new ArrayList<>();
        all.add(new Lane(ZOOKEEPER, lock.bands(end)));
        lanes.values().forEach(lane -> all.add(lane.lane(end, end)));
        return all;
    }

    List<Mark> marks() {
        return marks;
    }

    /** What was played; absent when there was no world. */
    Optional<World> world() {
        return world;
    }

    private void mark(String where, String kind, String text) {
        marks.add(new Mark(now(), where, kind, List.of(), List.of(text)));
    }

    private long now() {
        return truth.orElseThrow().now().nanos() / NANOS;
    }

    private static String epoch(WorldTruth truth, LockEpoch epoch) {
        return "tenure " + truth.tenure(epoch).map(Object::toString).orElse("zxid-" + epoch);
    }

    private static Sight sight(WorldTruth truth, MemberName member) {
        return new Sight() {
            @Override
            public long millis(Moment moment) {
                boolean timeless = moment.equals(Moment.NEVER) || moment.isBefore(Moment.ZERO);
                return timeless
                        ? moment.nanos() / NANOS
                        : moment.plus(truth.now().since(truth.clock(member))).nanos() / NANOS;
            }

            @Override
            public String clock(long millis) {
                return millis > Long.MAX_VALUE / NANOS / 2
                        ? "never"
                        : Moment.ofMillis(millis).toString();
            }

            @Override
            public String epoch(LockEpoch epoch) {
                return StoryWatch.epoch(truth, epoch);
            }
        };
    }
}
