package io.matriarch.runtime.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads section {@code zookeeper}. */
final class ZooKeeperReader {
    private final Section section;

    ZooKeeperReader(Section section) {
        this.section = section;
    }

    ZooKeeperConfig read() {
        List<String> hosts = new ArrayList<>();
        String chroot = "";
        for (String host : section.texts("hosts")) {
            String plain = host.replace("'", "").replace("\"", "").strip();
            int slash = plain.indexOf('/');
            if (slash >= 0) {
                chroot = plain.substring(slash);
                plain = plain.substring(0, slash);
            }
            addHost(hosts, plain);
        }
        if (hosts.isEmpty()) {
            section.error(
                    "hosts",
                    "is missing.",
                    "Write the ZooKeeper servers, like hosts: [10.0.0.1:2181, 10.0.0.2:2181].");
        }
        ZooKeeperConfig config =
                new ZooKeeperConfig(
                        hosts, "/".equals(chroot) ? "" : chroot, texts("auth_data"), acls());
        if (section.flag("use_ssl").orElse(false)) {
            section.error("use_ssl", "is not supported in this version.", "Remove it.");
        }
        section.idle("cacert", "cert", "key", "key_password", "verify", "exhibitor").end();
        return config;
    }

    private void addHost(List<String> hosts, String text) {
        String address = text.matches("[^:]*|\\[.*]") ? text + ":2181" : text;
        if (HostPort.parse(address).filter(host -> !host.host().isEmpty()).isEmpty()) {
            section.error("hosts", Section.quoted(text), "Write each server as host:port.");
        }
        hosts.add(address);
    }

    private Map<String, String> texts(String key) {
        Section inner = section.section(key);
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : inner.fields().keySet()) {
            inner.text(name).ifPresent(text -> values.put(name, text));
        }
        return values;
    }

    private Map<String, List<String>> acls() {
        Section inner = section.section("set_acls");
        Map<String, List<String>> acls = new LinkedHashMap<>();
        for (String principal : inner.fields().keySet()) {
            acls.put(principal, inner.texts(principal));
        }
        return acls;
    }
}
