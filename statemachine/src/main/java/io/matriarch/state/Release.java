package io.matriarch.state;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import java.util.Optional;

/**
 * What a member says of the tenure that it gave back of its own will.
 *
 * @param epoch the tenure
 * @param end where its log ended: the position of the shutdown checkpoint. Absent unless its
 *     PostgreSQL was shut down cleanly as a primary: after a crash nobody knows what it
 *     acknowledged last
 */
public record Release(LockEpoch epoch, Optional<Lsn> end) {}
