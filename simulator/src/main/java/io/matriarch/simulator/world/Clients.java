package io.matriarch.simulator.world;

import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Clients that write to PostgreSQL, each commit one transaction, and note what was acknowledged.
 * Clients reach every host that is up, whatever is cut between the hosts.
 */
public final class Clients {
    private final World world;
    private final List<Commit> acknowledged = new ArrayList<>();
    private final TreeSet<String> active = new TreeSet<>();

    Clients(World world) {
        this.world = world;
    }

    /**
     * A client that writes to a primary: it stays with the one that it has while that accepts
     * writes, else it goes to the first in the spec's order that does.
     *
     * @param name for the records
     * @param perSecond 1 to 1000
     */
    public void toPrimary(String name, int perSecond) {
        new Writer(name, perSecond, Optional.empty()).begin();
    }

    /** A client that only ever tries one member. */
    public void pinned(String name, int perSecond, MemberName member) {
        new Writer(name, perSecond, Optional.of(world.member(member))).begin();
    }

    /** The client writes no more. */
    public void stop(String name) {
        active.remove(name);
    }

    /** Every acknowledged commit of all clients, in the order of acknowledgement; a live view. */
    public List<Commit> acknowledged() {
        return Collections.unmodifiableList(acknowledged);
    }

    private final class Writer {
        private final String name;
        private final Range pause;
        private final Dice dice;
        private final Optional<SimMember> pinned;
        private Optional<SimMember> connected;

        Writer(String name, int perSecond, Optional<SimMember> pinned) {
            Duration mean = Duration.ofSeconds(1).dividedBy(perSecond);
            this.name = name;
            this.pause = new Range(mean.dividedBy(2), mean.multipliedBy(3).dividedBy(2));
            this.dice = world.seed().dice("client/" + name);
            this.pinned = pinned;
            this.connected = pinned;
        }

        void begin() {
            if (!active.add(name)) {
                throw new IllegalArgumentException("there is a client " + name + " already");
            }
            writeLater();
        }

        private void writeLater() {
            world.agenda()
                    .after(
                            dice.within(pause),
                            () -> {
                                if (active.contains(name)) {
                                    write();
                                    writeLater();
                                }
                            });
        }

        private void write() {
            if (pinned.isEmpty() && connected.filter(Writer::accepts).isEmpty()) {
                connected = world.members().stream().filter(Writer::accepts).findFirst();
            }
            connected.filter(Writer::accepts).ifPresent(this::commit);
        }

        private void commit(SimMember target) {
            SimPostgres postgres = target.postgres();
            postgres.commit(wal -> note(postgres, wal));
        }

        private void note(SimPostgres postgres, Wal wal) {
            boolean waited = postgres.isSyncOurs() && postgres.syncNames().waits();
            acknowledged.add(
                    new Commit(
                            world.now(),
                            name,
                            postgres.name(),
                            wal.timeline(),
                            wal.end(),
                            wal.segment(),
                            waited,
                            world.dcs().tree().promises(postgres.name())));
        }

        private static boolean accepts(SimMember member) {
            return member.postgres().servesClients();
        }
    }
}
