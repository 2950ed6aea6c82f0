package io.matriarch.state;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;

/**
 * The lock, offered by its holder in its own member record (lease rule L9): its PostgreSQL has shut
 * down, and stays down while the offer may stand.
 *
 * @param to who may take it over
 * @param lsn the end of the log: what whoever takes it must have
 * @param epoch the tenure that ends with it
 */
public record Offer(MemberName to, Lsn lsn, LockEpoch epoch) {}
