package io.matriarch.state;

import io.matriarch.value.Lsn;
import java.util.Optional;

/**
 * One replication slot, as {@code pg_replication_slots} shows it; temporary ones are left out.
 *
 * @param name its name
 * @param logical what it decodes; absent for a physical one
 * @param active whether somebody uses it now
 * @param restart from where on it keeps log; absent when it has never kept any
 * @param holdsRows whether it keeps vacuum from rows: it has an {@code xmin}
 * @param catalogXmin the oldest transaction whose catalog rows it keeps
 * @param lost whether log that it should have kept is gone: nothing can be had from it any more
 */
public record Slot(
        String name,
        Optional<Logical> logical,
        boolean active,
        Optional<Lsn> restart,
        boolean holdsRows,
        Optional<Long> catalogXmin,
        boolean lost) {
    /**
     * What only a logical slot has.
     *
     * @param database what it decodes
     * @param plugin what decodes it
     * @param confirmed how far its consumer has confirmed
     * @param failover whether PostgreSQL itself keeps it on standbys, from version 17 on
     * @param synced whether it is such a copy on a standby
     */
    public record Logical(
            String database,
            String plugin,
            Optional<Lsn> confirmed,
            boolean failover,
            boolean synced) {
        /** Whether it decodes the same in the same way. */
        public boolean isLike(String otherDatabase, String otherPlugin) {
            return database.equals(otherDatabase) && plugin.equals(otherPlugin);
        }
    }

    public boolean isPhysical() {
        return logical.isEmpty();
    }

    /** What key {@code status} says of it: confirmed by its consumer, or kept from there on. */
    public Optional<Lsn> position() {
        return logical.isPresent() ? logical.get().confirmed() : restart;
    }

    /** In the words of the configuration: {@code physical} or {@code logical}. */
    public String type() {
        return isPhysical() ? "physical" : "logical";
    }
}
