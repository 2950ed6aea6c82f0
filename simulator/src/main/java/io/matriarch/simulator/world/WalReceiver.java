package io.matriarch.simulator.world;

import io.matriarch.value.Lsn;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * The streaming of one standby. It streams only from an upstream that runs, that the network
 * reaches both ways, and whose log holds everything this one has.
 */
final class WalReceiver {
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Range REPLAY = Range.millis(1, 10);

    private final World world;
    private final SimPostgres standby;
    private final Dice dice;
    private final Dice replies;
    private Optional<SimPostgres> upstream = Optional.empty();
    private long upstreamLife;
    private long run;
    private boolean travelling;
    private boolean everStreamed;
    private Optional<Moment> cutSince = Optional.empty();
    private Moment retryAt = Moment.NEVER;
    private Lsn replayedBefore = Lsn.ZERO;
    private Moment replayDone;

    WalReceiver(World world, SimPostgres standby) {
        this.world = world;
        this.standby = standby;
        this.dice = world.seed().dice("stream/" + standby.name());
        this.replies = world.seed().dice("replies/" + standby.name());
        this.replayDone = world.now();
    }

    /** The standby runs, or was pointed at another upstream. */
    void begin() {
        run++;
        replayedBefore = standby.position();
        connect();
        beatLater(run);
    }

    /** The standby ends, promotes, or is pointed elsewhere. */
    void end() {
        run++;
        disconnect();
        everStreamed = false;
    }

    /** Connected, as far as the standby can tell. */
    boolean isConnected() {
        return upstream.isPresent();
    }

    /** Whom it truly streams from. */
    Optional<SimPostgres> source() {
        return upstream.filter(this::isGood);
    }

    /** What a standby tells as received: zero until it has streamed since its start. */
    Lsn received() {
        return everStreamed ? standby.position() : Lsn.ZERO;
    }

    /** Replay follows a little behind. */
    Lsn replayed() {
        return world.now().hasReached(replayDone) ? standby.position() : replayedBefore;
    }

    /** As the upstream's view of its connections calls it. */
    String application() {
        return standby.name().text();
    }

    Lsn position() {
        return standby.position();
    }

    /** Whether it tells which rows it needs. */
    boolean givesFeedback() {
        return standby.data().givesFeedback();
    }

    /** The slot that it streams through. */
    Optional<String> slot() {
        return standby.data().upstreamSlot();
    }

    /** The upstream has more log. */
    void upstreamGrew() {
        if (travelling || upstream.filter(this::isGood).isEmpty()) {
            return;
        }
        travelling = true;
        long mine = run;
        SimPostgres from = upstream.orElseThrow();
        Wal sent = from.wal();
        world.agenda().after(travel(from), () -> arrive(mine, from, sent));
    }

    /** The upstream's postmaster ended: known at once if the network can tell. */
    void upstreamEnded() {
        boolean told =
                upstream.filter(one -> world.network().passes(one.name(), standby.name()))
                        .isPresent();
        if (told) {
            disconnect();
        }
    }

    private void arrive(long sentIn, SimPostgres from, Wal sent) {
        if (sentIn != run || !upstream.equals(Optional.of(from))) {
            return;
        }
        travelling = false;
        if (!isGood(from)) {
            return;
        }
        if (!standby.wal().isPrefixOf(sent)) {
            disconnect();
            return;
        }
        if (!standby.wal().equals(sent)) {
            noteArrival();
            standby.received(sent);
        }
        confirm(from);
        if (standby.position().compareTo(from.position()) < 0) {
            upstreamGrew();
        }
    }

    private void noteArrival() {
        if (world.now().hasReached(replayDone)) {
            replayedBefore = standby.position();
            replayDone = world.now().plus(dice.within(REPLAY));
        }
    }

    private void confirm(SimPostgres from) {
        Lsn position = standby.position();
        long life = from.life();
        world.agenda()
                .after(
                        replies.within(world.spec().timings().walTravel()),
                        () -> {
                            boolean arrives = world.network().passes(standby.name(), from.name());
                            if (arrives && from.life() == life) {
                                from.senders().confirmed(this, position);
                            }
                        });
    }

    private void beatLater(long mine) {
        world.agenda()
                .after(
                        BEAT,
                        () -> {
                            if (mine == run) {
                                beat();
                                beatLater(mine);
                            }
                        });
    }

    private void beat() {
        if (upstream.isEmpty()) {
            if (world.now().hasReached(retryAt)) {
                connect();
            }
        } else if (upstream.filter(this::isGood).isPresent()) {
            cutSince = Optional.empty();
            if (!standby.position().equals(upstream.orElseThrow().position())) {
                upstreamGrew();
            }
        } else {
            Moment since = cutSince.orElse(world.now());
            cutSince = Optional.of(since);
            Duration patience = world.spec().timings().replicationTimeout();
            if (world.now().hasReached(since.plus(patience))) {
                disconnect();
            }
        }
    }

    private void connect() {
        retryAt = world.now().plus(world.spec().timings().receiverRetry());
        standby.data()
                .upstream()
                .flatMap(world::byConnUrl)
                .map(SimMember::postgres)
                .filter(this::canServe)
                .ifPresent(this::connected);
    }

    private boolean canServe(SimPostgres from) {
        return from != standby
                && (from.acceptsWrites() || from.isStandby())
                && world.network().connects(from.name(), standby.name())
                && standby.data().upstreamSlot().map(from.data().slots()::isFree).orElse(true)
                && from.data().slots().hasLogFrom(standby.position())
                && standby.systemId().equals(from.systemId())
                && standby.wal().isPrefixOf(from.wal());
    }

    private void connected(SimPostgres from) {
        upstream = Optional.of(from);
        upstreamLife = from.life();
        cutSince = Optional.empty();
        travelling = false;
        everStreamed = true;
        from.senders().attach(this, from.position());
        upstreamGrew();
        confirm(from);
    }

    private void disconnect() {
        upstream.ifPresent(from -> from.senders().detach(this));
        upstream = Optional.empty();
        travelling = false;
        retryAt = world.now().plus(world.spec().timings().receiverRetry());
    }

    private boolean isGood(SimPostgres from) {
        return from.isRunning()
                && !standby.isFrozen()
                && from.life() == upstreamLife
                && world.network().connects(from.name(), standby.name());
    }

    private Duration travel(SimPostgres from) {
        Weather weather = world.network().weather();
        return dice.within(world.spec().timings().walTravel())
                .plus(weather.more(from.name(), dice))
                .plus(weather.more(standby.name(), dice));
    }
}
