package io.matriarch.runtime.report;

import io.matriarch.runtime.dcs.ClusterStore;
import io.matriarch.runtime.dcs.json.FailoverJson;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Writes key {@code failover}: what an operator asks for (contract 1.5). */
public final class FailoverKey {
    private static final String KEY = "failover";
    private static final int TRIES = 3;

    private final ClusterStore store;

    public FailoverKey(ClusterStore store) {
        this.store = store;
    }

    /**
     * Asks for another leader: a switchover when {@code leader} is given, else a failover.
     *
     * @param at not before this time; now when absent
     * @throws IOException when it could not be written
     */
    public void ask(
            Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at)
            throws IOException {
        write(FailoverJson.write(leader, candidate, at));
    }

    /** Withdraws what was asked for. */
    public void clear() throws IOException {
        write(FailoverJson.NOTHING);
    }

    /** The newest asker wins: a key changed meanwhile is read and written again. */
    private void write(String text) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            if (store.write(KEY, text, store.read(KEY))) {
                return;
            }
        }
        throw new IOException("key failover keeps changing");
    }
}
