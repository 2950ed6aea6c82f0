package io.matriarch.simulator.world;

import io.matriarch.state.SyncNames;
import io.matriarch.state.WalSender;
import io.matriarch.state.WalSender.Standing;
import io.matriarch.value.Lsn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The standbys that one PostgreSQL serves with its log, and the commits that wait for them: for
 * those that {@code synchronous_standby_names} tells at that moment, connected and caught up.
 */
final class WalSenders {
    /** A commit that waits for standbys. */
    private record Waiting(Wal wal, Consumer<Wal> acknowledge) {}

    /** One connection. */
    private static final class Sender {
        private final WalReceiver standby;
        private final Lsn from;
        private final Optional<String> slot;
        private Lsn confirmed = Lsn.ZERO;

        Sender(WalReceiver standby, Lsn from) {
            this.standby = standby;
            this.slot = standby.slot();
            this.from = from;
        }

        String name() {
            return standby.application();
        }

        boolean streams() {
            return confirmed.compareTo(from) >= 0;
        }
    }

    private final Supplier<SyncNames> names;
    private final SimSlots slots;
    private final List<Sender> senders = new ArrayList<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /**
     * @param names what is in force
     * @param slots those that connections use
     */
    WalSenders(Supplier<SyncNames> names, SimSlots slots) {
        this.names = names;
        this.slots = slots;
    }

    /**
     * @param end where our log ends: a standby that has come there has caught up
     */
    void attach(WalReceiver standby, Lsn end) {
        Sender sender = new Sender(standby, end);
        sender.slot.ifPresent(slot -> slots.active(slot, true));
        if (standby.givesFeedback()) {
            sender.slot.ifPresent(slots::pin);
        }
        senders.add(sender);
    }

    void detach(WalReceiver standby) {
        senders.stream()
                .filter(one -> one.standby == standby)
                .flatMap(one -> one.slot.stream())
                .forEach(slot -> slots.active(slot, false));
        senders.removeIf(one -> one.standby == standby);
    }

    /** There is more log to send. */
    void logGrew() {
        for (int i = 0; i < senders.size(); i++) {
            senders.get(i).standby.upstreamGrew();
        }
    }

    /** Whether a connected standby still lacks something before that position. */
    boolean owe(Lsn end) {
        return senders.stream().anyMatch(one -> one.standby.position().compareTo(end) < 0);
    }

    /** The commit is told to the client once those it must wait for have it on disk. */
    void await(Wal wal, Consumer<Wal> acknowledge) {
        waiting.add(new Waiting(wal, acknowledge));
        release();
    }

    /** A standby has everything up to there on disk. */
    void confirmed(WalReceiver standby, Lsn position) {
        for (Sender one : senders) {
            if (one.standby == standby) {
                one.confirmed = one.confirmed.max(position);
                one.slot.ifPresent(slot -> slots.confirmed(slot, position));
            }
        }
        release();
    }

    /** Clients that wait are told what they now need no longer wait for. */
    void release() {
        while (!waiting.isEmpty() && isConfirmed(waiting.peek().wal().end())) {
            Waiting done = waiting.remove();
            done.acknowledge().accept(done.wal());
        }
    }

    /** What {@code pg_stat_replication} shows. */
    List<WalSender> shown() {
        List<Sender> counting = counting();
        return senders.stream()
                .map(one ->
                        new WalSender(
                                one.name(), one.streams(), standing(one, counting), one.confirmed))
                .toList();
    }

    /** Waiting clients are thrown out: nobody tells them that their commit is done. */
    void dropClients() {
        waiting.clear();
    }

    /** The server ended: so do its connections. */
    void end() {
        dropClients();
        List.copyOf(senders).forEach(one -> one.standby.upstreamEnded());
        senders.clear();
        slots.inactive();
    }

    private boolean isConfirmed(Lsn end) {
        SyncNames now = names.get();
        List<Sender> counting = counting();
        long have = counting.stream().filter(one -> one.confirmed.compareTo(end) >= 0).count();
        return switch (now.method()) {
            case NONE -> true;
            case FIRST -> counting.size() == now.count() && have == now.count();
            case ANY -> have >= now.count();
        };
    }

    /** Who counts now: the first so many of the list, or any of it. */
    private List<Sender> counting() {
        SyncNames now = names.get();
        List<Sender> listed =
                senders.stream()
                        .filter(one -> one.streams() && now.lists(one.name()))
                        .sorted(Comparator.comparingInt(one -> rank(now, one.name())))
                        .toList();
        return switch (now.method()) {
            case NONE -> List.of();
            case FIRST -> listed.subList(0, Math.min(now.count(), listed.size()));
            case ANY -> listed;
        };
    }

    private static int rank(SyncNames names, String name) {
        List<String> folded =
                names.members().stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
        int at = folded.indexOf(name.toLowerCase(Locale.ROOT));
        return at < 0 ? folded.indexOf("*") : at;
    }

    private Standing standing(Sender one, List<Sender> counting) {
        SyncNames now = names.get();
        if (!now.lists(one.name())) {
            return Standing.ASYNC;
        }
        if (!counting.contains(one)) {
            return Standing.POTENTIAL;
        }
        return now.method() == SyncNames.Method.ANY ? Standing.QUORUM : Standing.SYNC;
    }
}
