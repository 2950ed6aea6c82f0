package io.matriarch.simulator.truth;

import io.matriarch.simulator.world.Commit;
import io.matriarch.simulator.world.SimMember;
import io.matriarch.simulator.world.Wal;
import io.matriarch.simulator.world.World;
import io.matriarch.simulator.world.WorldObserver;
import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Lock;
import io.matriarch.state.Operation;
import io.matriarch.state.Slot;
import io.matriarch.state.SyncState;
import io.matriarch.state.Tags;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The truth about a simulated world. It watches the world to number the tenures of the lock. */
public final class WorldTruth implements Truth, WorldObserver {
    private final World world;
    private final List<MemberName> members;
    private final Map<LockEpoch, Integer> tenures = new TreeMap<>();

    public WorldTruth(World world) {
        this.world = world;
        this.members = world.members().stream().map(SimMember::name).toList();
        afterEvent(world);
        world.observe(this);
    }

    @Override
    public void afterEvent(World ignored) {
        if (world.dcs().lock() instanceof Lock.Held held) {
            tenures.putIfAbsent(held.epoch(), tenures.size() + 1);
        }
    }

    @Override
    public Moment now() {
        return world.now();
    }

    @Override
    public List<MemberName> members() {
        return members;
    }

    @Override
    public boolean isUp(MemberName member) {
        return world.member(member).isUp();
    }

    @Override
    public boolean isRunning(MemberName member) {
        return world.member(member).postgres().isRunning();
    }

    @Override
    public boolean acceptsWrites(MemberName member) {
        return world.member(member).postgres().acceptsWrites();
    }

    @Override
    public boolean isStandby(MemberName member) {
        return world.member(member).postgres().isStandby();
    }

    @Override
    public Optional<Timeline> timeline(MemberName member) {
        return world.member(member).postgres().timeline();
    }

    @Override
    public Optional<MemberName> streamsFrom(MemberName member) {
        return world.member(member).postgres().streamsFrom();
    }

    @Override
    public Optional<Operation> operation(MemberName member) {
        return world.member(member).postgres().operation();
    }

    @Override
    public Moment clock(MemberName member) {
        return world.member(member).clock().now();
    }

    @Override
    public Lock lock() {
        return world.dcs().lock();
    }

    @Override
    public boolean isClosed(MemberName member) {
        return acceptsWrites(member) && !world.member(member).postgres().servesClients();
    }

    @Override
    public Optional<Slot> slot(MemberName member, String name) {
        return world.member(member).postgres().slots().stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    @Override
    public Lsn position(MemberName member) {
        return world.member(member).postgres().position();
    }

    @Override
    public SyncState sync() {
        return world.dcs().sync();
    }

    @Override
    public DynamicSettings settings() {
        return world.dcs().view().config() instanceof Config.Present(var settings)
                ? settings
                : world.spec().settings();
    }

    @Override
    public Tags tags(MemberName member) {
        return world.member(member).tags();
    }

    @Override
    public Lsn commonEnd(MemberName member, MemberName other) {
        return world.member(member)
                .postgres()
                .wal()
                .commonEnd(world.member(other).postgres().wal());
    }

    @Override
    public boolean isSynchronous() {
        return world.dcs().config() instanceof Config.Present(var settings)
                && settings.sync().isOn();
    }

    @Override
    public boolean isStandbyCluster() {
        return world.dcs().config() instanceof Config.Present(var settings)
                && settings.topology().standbyCluster().isPresent();
    }

    @Override
    public long lostSynchronous(MemberName member, Moment promisedSince) {
        Wal log = world.member(member).postgres().wal();
        return world.clients().acknowledged().stream()
                .filter(one ->
                        one.synchronous() || one.promised() && one.at().hasReached(promisedSince))
                .filter(one -> !log.contains(one))
                .count();
    }

    @Override
    public long forked(MemberName member, MemberName other, Moment since) {
        Wal log = world.member(other).postgres().wal();
        List<Commit> newestFirst = world.clients().acknowledged().reversed();
        return newestFirst.stream()
                .takeWhile(one -> one.at().hasReached(since))
                .filter(one -> one.member().equals(member))
                .filter(one -> !log.contains(one))
                .count();
    }

    @Override
    public Optional<Integer> tenure(LockEpoch epoch) {
        return Optional.ofNullable(tenures.get(epoch));
    }

    @Override
    public long lost(String client, MemberName member) {
        Wal log = world.member(member).postgres().wal();
        return world.clients().acknowledged().stream()
                .filter(one -> one.writer().equals(client))
                .filter(one -> !log.contains(one))
                .count();
    }

    @Override
    public long acknowledged(String client, Moment from, Moment to) {
        return world.clients().acknowledged().stream()
                .filter(one -> one.writer().equals(client))
                .filter(one -> one.at().hasReached(from) && to.hasReached(one.at()))
                .count();
    }
}
