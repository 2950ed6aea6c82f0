package io.matriarch.runtime.dcs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/** The permissions that our nodes get ({@code zookeeper.set_acls}, contract 4.2). */
final class Acls {
    private static final String DEFAULT_SCHEME = "x509";

    private Acls() {}

    /**
     * Reads them.
     *
     * @param setAcls words per {@code [scheme:]principal}; everybody may do everything when empty
     * @throws IllegalArgumentException for an unknown word
     */
    static List<ACL> of(Map<String, List<String>> setAcls) {
        if (setAcls.isEmpty()) {
            return ZooDefs.Ids.OPEN_ACL_UNSAFE;
        }
        List<ACL> acls = new ArrayList<>();
        setAcls.forEach((who, words) -> acls.add(new ACL(permissions(words), id(who))));
        return List.copyOf(acls);
    }

    private static Id id(String who) {
        int colon = who.indexOf(':');
        return colon < 0
                ? new Id(DEFAULT_SCHEME, who)
                : new Id(who.substring(0, colon), who.substring(colon + 1));
    }

    private static int permissions(List<String> words) {
        int permissions = 0;
        for (String word : words) {
            permissions |=
                    switch (word.toUpperCase(Locale.ROOT)) {
                        case "READ" -> ZooDefs.Perms.READ;
                        case "WRITE" -> ZooDefs.Perms.WRITE;
                        case "CREATE" -> ZooDefs.Perms.CREATE;
                        case "DELETE" -> ZooDefs.Perms.DELETE;
                        case "ADMIN" -> ZooDefs.Perms.ADMIN;
                        case "ALL" -> ZooDefs.Perms.ALL;
                        default ->
                                throw new IllegalArgumentException(
                                        "not a ZooKeeper permission: '" + word + "'");
                    };
        }
        return permissions;
    }
}
