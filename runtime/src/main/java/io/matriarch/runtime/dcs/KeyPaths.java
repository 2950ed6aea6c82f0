package io.matriarch.runtime.dcs;

import io.matriarch.value.MemberName;

/**
 * Where a cluster's keys are (contract 1.1, 1.2).
 *
 * @param base the path above all of them
 */
public record KeyPaths(String base) {
    /**
     * The keys of one cluster.
     *
     * @param chroot of the connect string, or empty
     * @param namespace may have several levels; slashes around it do not count
     * @param scope the cluster's name
     */
    public static KeyPaths of(String chroot, String namespace, String scope) {
        String joined = chroot + "/" + namespace + "/" + scope;
        return new KeyPaths(joined.replaceAll("/+", "/").replaceAll("/$", ""));
    }

    public String initialize() {
        return key("initialize");
    }

    public String config() {
        return key("config");
    }

    public String leader() {
        return key("leader");
    }

    public String members() {
        return key("members");
    }

    public String member(MemberName name) {
        return key("members/" + name.text());
    }

    public String failover() {
        return key("failover");
    }

    public String sync() {
        return key("sync");
    }

    public String status() {
        return key("status");
    }

    public String optime() {
        return key("optime/leader");
    }

    public String history() {
        return key("history");
    }

    public String failsafe() {
        return key("failsafe");
    }

    /** The path of a key by its name. */
    public String key(String name) {
        return base + "/" + name;
    }
}
