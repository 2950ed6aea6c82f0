package io.matriarch.value;

/**
 * Which content of a DCS node was seen: the node's own version and the transaction that created it,
 * for a node deleted and made again begins at version 0 like the first.
 *
 * @param version ZooKeeper's data version, 0 or more
 * @param createdBy czxid of the node
 */
public record Revision(int version, long createdBy) {}
