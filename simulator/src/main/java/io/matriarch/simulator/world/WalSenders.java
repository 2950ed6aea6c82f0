package io.matriarch.simulator.world;

import io.matriarch.value.Lsn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The standbys that one PostgreSQL serves with its log, and the commits that wait for them. */
final class WalSenders {
    /** A commit that waits for a standby. */
    private record Waiting(Wal wal, Consumer<Wal> acknowledge) {}

    private final List<WalReceiver> standbys = new ArrayList<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    void attach(WalReceiver standby) {
        standbys.add(standby);
    }

    void detach(WalReceiver standby) {
        standbys.remove(standby);
    }

    /** There is more log to send. */
    void logGrew() {
        for (int i = 0; i < standbys.size(); i++) {
            standbys.get(i).upstreamGrew();
        }
    }

    /** Whether a connected standby still lacks something before that position. */
    boolean owe(Lsn end) {
        return standbys.stream().anyMatch(one -> one.position().compareTo(end) < 0);
    }

    /** The commit is told to the client once a standby has it on disk. */
    void await(Wal wal, Consumer<Wal> acknowledge) {
        waiting.add(new Waiting(wal, acknowledge));
    }

    /** A standby has everything up to there on disk. */
    void confirmed(Lsn position) {
        while (!waiting.isEmpty() && waiting.peek().wal().end().compareTo(position) <= 0) {
            Waiting done = waiting.remove();
            done.acknowledge().accept(done.wal());
        }
    }

    /** Waiting clients are thrown out: nobody tells them that their commit is done. */
    void dropClients() {
        waiting.clear();
    }

    /** The server ended: so do its connections. */
    void end() {
        dropClients();
        List.copyOf(standbys).forEach(WalReceiver::upstreamEnded);
        standbys.clear();
    }
}
