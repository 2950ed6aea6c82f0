package io.matriarch.state;

import java.util.Optional;

/** Where a standby is to get its log from. */
public sealed interface Feed {
    /**
     * By streaming from there.
     *
     * @param slot through which slot of the upstream; absent for none
     * @param feedback whether it must tell the upstream which rows it needs: {@code
     *     hot_standby_feedback}; otherwise that is the operators' business
     */
    record From(Upstream upstream, Optional<String> slot, boolean feedback) implements Feed {
        /** Through no slot. */
        public From(Upstream upstream) {
            this(upstream, Optional.empty(), false);
        }
    }

    /** By streaming from the server that a standby cluster follows, and from its archive. */
    record FromRemote(StandbyCluster server) implements Feed {}

    /** From nobody: from the archive only, where one is configured. */
    record Nobody() implements Feed {}

    /**
     * From whom it was configured to stream last; from nobody if from nobody. While no leader is
     * known this loses less than to stream from nobody.
     */
    record AsBefore() implements Feed {}

    /** The upstream, when there is one. */
    default Optional<Upstream> source() {
        return switch (this) {
            case From(Upstream one, var _, var _) -> Optional.of(one);
            case FromRemote(StandbyCluster server) -> server.upstream();
            case Nobody _, AsBefore _ -> Optional.empty();
        };
    }

    /** From this upstream, or from nobody. */
    static Feed of(Optional<Upstream> upstream) {
        return upstream.<Feed>map(From::new).orElse(new Nobody());
    }
}
