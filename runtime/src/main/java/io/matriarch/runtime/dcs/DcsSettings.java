package io.matriarch.runtime.dcs;

import io.matriarch.runtime.dcs.session.ConnectString;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How to reach the DCS and which cluster and member we are there (contract 1.1, 4.2).
 *
 * @param hosts {@code host:port[,host:port...][/chroot]}
 * @param namespace the first part of every path, {@code service} by default
 * @param scope the cluster's name
 * @param member our name
 * @param ttl the session timeout to ask for until the cluster's settings are read; the server may
 *     grant another
 * @param reportDelay tickTime of the servers: what a timeout must be at least depends on it
 * @param retryTimeout how long a request may take, until the cluster's settings are read
 * @param authData a credential per scheme, {@code zookeeper.auth_data}
 * @param setAcls permissions per principal, {@code zookeeper.set_acls}; everybody may do everything
 *     when empty
 */
public record DcsSettings(
        String hosts,
        String namespace,
        String scope,
        MemberName member,
        Duration ttl,
        Duration reportDelay,
        Duration retryTimeout,
        SortedMap<String, String> authData,
        SortedMap<String, List<String>> setAcls) {
    public DcsSettings {
        authData = Collections.unmodifiableSortedMap(new TreeMap<>(authData));
        setAcls = Collections.unmodifiableSortedMap(new TreeMap<>(setAcls));
        ConnectString.parse(hosts);
        Acls.of(setAcls);
    }

    /** Without credentials and permissions. */
    public static DcsSettings open(
            String hosts,
            String namespace,
            String scope,
            MemberName member,
            Duration ttl,
            Duration retryTimeout) {
        return new DcsSettings(
                hosts,
                namespace,
                scope,
                member,
                ttl,
                Duration.ZERO,
                retryTimeout,
                new TreeMap<>(Map.of()),
                new TreeMap<>(Map.of()));
    }

    /** The servers of {@link #hosts}. */
    public ConnectString servers() {
        return ConnectString.parse(hosts);
    }

    /** Where the cluster's keys are. */
    public KeyPaths paths() {
        return KeyPaths.of(servers().chroot(), namespace, scope);
    }

    /** Does not show credentials. */
    @Override
    public String toString() {
        return "DcsSettings[" + hosts + ", " + paths().base() + ", " + member + "]";
    }
}
