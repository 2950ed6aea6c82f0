/**
 * Which replication slots our PostgreSQL is to have, and why (contract 2.17).
 *
 * <p>Depends on {@code judge} for who streams from whom, and on {@code state}.
 */
package io.matriarch.judge.slots;
