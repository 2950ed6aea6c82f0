package io.matriarch.state;

import java.util.List;

/**
 * What a primary says of its standbys.
 *
 * @param names {@code synchronous_standby_names} in force
 * @param ours whether we set them; otherwise they are the operators' own
 * @param closed whether clients are kept out since its start
 * @param senders who streams from it, in any order
 */
public record Replication(SyncNames names, boolean ours, boolean closed, List<WalSender> senders) {
    public Replication {
        senders = List.copyOf(senders);
    }
}
