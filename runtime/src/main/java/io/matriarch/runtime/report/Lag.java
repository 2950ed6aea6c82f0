package io.matriarch.runtime.report;

import io.matriarch.value.Lsn;
import java.util.Optional;

/**
 * A log position with how far it is behind the leader's published one.
 *
 * @param position the position
 * @param bytes behind the leader, 0 when ahead; absent when the leader's is unknown
 */
public record Lag(Lsn position, Optional<Long> bytes) {
    static Optional<Lag> of(Optional<Lsn> position, Optional<Lsn> leader) {
        return position.map(own -> new Lag(own, leader.map(first -> first.ahead(own))));
    }
}
