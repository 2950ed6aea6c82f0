package io.matriarch.value;

/**
 * The tenure of one lock node: the transaction that created it (its czxid). Comparable only within
 * one life of the ensemble's data.
 *
 * @param zxid ZooKeeper's transaction id
 */
public record LockEpoch(long zxid) implements Comparable<LockEpoch> {
    @Override
    public int compareTo(LockEpoch other) {
        return Long.compare(zxid, other.zxid);
    }

    @Override
    public String toString() {
        return Long.toString(zxid);
    }
}
