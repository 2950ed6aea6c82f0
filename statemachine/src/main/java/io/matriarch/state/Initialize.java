package io.matriarch.state;

import io.matriarch.value.Revision;
import io.matriarch.value.SystemId;

/** Key {@code initialize}: whether the cluster was ever made (contract 1.2). */
public sealed interface Initialize {
    /** Never made, or the key is worthless. */
    record Absent() implements Initialize {}

    /**
     * Somebody is making it.
     *
     * @param revision what a later write or delete must find unchanged
     */
    record Claimed(Revision revision) implements Initialize {}

    /**
     * Made.
     *
     * @param systemId the only system identifier that may join
     */
    record Made(SystemId systemId) implements Initialize {}
}
